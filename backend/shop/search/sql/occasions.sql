-- The occasions that have something to show, as the JSON body of GET /api/occasions. Each is shown by the
-- product that says it best: in season now, meant for few other occasions, then the featured order.
with fitting as materialized (
    select occasion.id as occasion_id, product.id as product_id,
           row_number() over (
               partition by occasion.id
               order by case when product.season_from <= product.season_to
                             then cast(:month as int) between product.season_from and product.season_to
                             else cast(:month as int) >= product.season_from
                                  or cast(:month as int) <= product.season_to
                        end desc,
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
           min(fitting.product_id) filter (where fitting.place = 1) as shown_by
    from occasion join fitting on fitting.occasion_id = occasion.id
    group by occasion.id
),
shown as (
    select * from counted order by position, id limit :size offset :skip
)
select cast(json_build_object(
    'items', (select coalesce(json_agg(json_build_object(
                         'slug', shown.slug, 'name', shown.name, 'count', shown.count,
                         'image_url', coalesce(picture.renditions -> 0 ->> 'url', ''))
                     order by shown.position, shown.id), '[]')
              from shown
              left join picture on picture.product_id = shown.shown_by and picture.position = 0),
    'total', (select count(*) from counted),
    'page', cast(:page as int),
    'page_size', cast(:size as int)) as text)
