-- The occasions that have something to show, as the JSON body of GET /api/occasions. Each is shown by the
-- product that says it best and no other occasion has taken; the rarest occasion chooses first.
with recursive fitting as materialized (
    select occasion.id as occasion_id, product.id as product_id,
           row_number() over (
               partition by occasion.id
               order by case when product.season_from <= product.season_to
                             then cast(:month as int) between product.season_from and product.season_to
                             else cast(:month as int) >= product.season_from
                                  or cast(:month as int) <= product.season_to
                        end desc,
                        product.kind <> 'bouquet',
                        (select count(*) from product_occasion other where other.product_id = product.id),
                        product.position, product.id) as place
    from occasion
    join product_occasion link on link.occasion_id = occasion.id
    join product on product.id = link.product_id
    where product.status = 'active' and product.kind <> 'addon'
      and exists (select from variant where variant.product_id = product.id and variant.active)
),
counted as materialized (
    select occasion.id, occasion.slug, occasion.name, occasion.position, count(*) as count,
           row_number() over (order by count(*), occasion.position, occasion.id) as turn
    from occasion join fitting on fitting.occasion_id = occasion.id
    group by occasion.id
),
chosen (turn, product_id, taken) as (
    select cast(0 as bigint), cast(null as int), array[]::int[]
    union all
    select counted.turn, best.product_id, chosen.taken || best.product_id
    from chosen
    join counted on counted.turn = chosen.turn + 1
    cross join lateral (
        select fitting.product_id from fitting
        where fitting.occasion_id = counted.id
        order by fitting.product_id = any (chosen.taken), fitting.place
        limit 1
    ) best
),
shown as (
    select counted.*, chosen.product_id
    from counted join chosen on chosen.turn = counted.turn
    order by counted.position, counted.id
    limit :size offset :skip
)
select cast(json_build_object(
    'items', (select coalesce(json_agg(json_build_object(
                         'slug', shown.slug, 'name', shown.name, 'count', shown.count,
                         'image_url', coalesce(picture.renditions -> 0 ->> 'url', ''))
                     order by shown.position, shown.id), '[]')
              from shown
              left join picture on picture.product_id = shown.product_id and picture.position = 0),
    'total', (select count(*) from counted),
    'page', cast(:page as int),
    'page_size', cast(:size as int)) as text)
