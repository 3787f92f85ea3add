-- One product as the JSON body of GET /api/products/{slug}; no row for drafts and archived products.
with
-- :left
found as materialized (
    select product.*,
           case when season_from <= season_to
                then cast(:month as int) between season_from and season_to
                else cast(:month as int) >= season_from or cast(:month as int) <= season_to
           end as in_season,
           case when kind <> 'addon' and cast(:range as int[]) is not null then id <> all (cast(:range as int[]))
                else id = any (cast(:barred_products as int[]))
                     or category_id = any (cast(:barred_categories as int[]))
           end as barred
    from product
    where slug = :slug and status = 'active'
),
sizes as materialized (
    select variant.*, case when cast(:day as date) is not null then coalesce(room.pieces, 0) end as pieces_left
    from variant
    join found on found.id = variant.product_id
    left join lateral (
        select max(least(
                   cast(:places as int),
                   way.minutes / nullif(variant.make_minutes, 0),
                   (select min(coalesce(free.quantity, 0) / line.quantity)
                    from recipe_line line
                    left join free on free.stem_id = line.stem_id and free.day = way.day
                    where line.variant_id = variant.id))) as pieces
        from ways way
        where not found.barred
          and (found.lead_minutes = 0
               or cast(:now as timestamptz) + found.lead_minutes * interval '1 minute' <= way.starts_at)
    ) room on true
    where variant.active
),
smallest as (
    select * from sizes order by price, id limit 1
),
-- The days that most of the smallest size's stems last: the honest middle of a mixed bouquet.
lasting as (
    select max(vase_days) as days
    from (select stem.vase_days,
                 sum(line.quantity) over (order by stem.vase_days desc) as lasting_so_long,
                 sum(line.quantity) over () as of_all
          from smallest
          join recipe_line line on line.variant_id = smallest.id
          join stem on stem.id = line.stem_id and stem.perishable) counted
    where 2 * lasting_so_long > of_all
),
pictures as (
    select coalesce(json_agg(json_build_object(
               'alt', picture.alt, 'width', picture.width, 'height', picture.height,
               'renditions', picture.renditions) order by picture.position), '[]') as list,
           coalesce((array_agg(picture.renditions -> 0 ->> 'url' order by picture.position))[1], '') as first_url
    from found join picture on picture.product_id = found.id
),
variants as (
    select coalesce(json_agg(json_build_object(
               'id', sizes.id,
               'sku', sizes.sku,
               'size', sizes.size,
               'label', sizes.label,
               'price', json_build_object('amount', sizes.price, 'currency', sizes.currency),
               'left', sizes.pieces_left,
               'contents', (
                   select coalesce(json_agg(json_build_object(
                              'name', stem.name,
                              'quantity', line.quantity,
                              'kind', case when stem.perishable then 'stem' else 'item' end)
                          order by line.position, stem.id), '[]')
                   from recipe_line line join stem on stem.id = line.stem_id
                   where line.variant_id = sizes.id)) order by sizes.position, sizes.id), '[]') as list
    from sizes
),
-- Things that may go with it: first the add-ons proper, then gifts; each in its smallest size.
addons as (
    select coalesce(json_agg(json_build_object(
               'variant_id', added.id,
               'slug', product.slug,
               'name', product.name,
               'summary', product.summary,
               'image_url', coalesce(picture.renditions -> 0 ->> 'url', ''),
               'picture', case when picture.id is not null then json_build_object(
                   'alt', picture.alt, 'width', picture.width, 'height', picture.height,
                   'renditions', picture.renditions) end,
               'price', json_build_object('amount', added.price, 'currency', added.currency))
           order by product.kind, product.position, product.id), '[]') as list
    from found
    join product on product.id <> found.id and product.kind in ('addon', 'gift') and product.status = 'active'
    cross join lateral (
        select variant.id, variant.price, variant.currency
        from variant
        where variant.product_id = product.id and variant.active
        order by variant.price, variant.id
        limit 1
    ) added
    left join picture on picture.product_id = product.id and picture.position = 0
)
select cast(json_build_object(
    'slug', found.slug,
    'name', found.name,
    'description', found.description,
    'care', found.care,
    'summary', found.summary,
    'kind', found.kind,
    'category', json_build_object('slug', category.slug, 'name', category.name),
    'occasions', (select coalesce(json_agg(json_build_object('slug', occasion.slug, 'name', occasion.name)
                                  order by occasion.position, occasion.id), '[]')
                  from product_occasion link join occasion on occasion.id = link.occasion_id
                  where link.product_id = found.id),
    'colors', (select coalesce(json_agg(json_build_object('slug', color.slug, 'name', color.name)
                               order by color.position, color.id), '[]')
               from product_color link join color on color.id = link.color_id
               where link.product_id = found.id),
    'season', case when (found.season_from, found.season_to) <> (1, 12) then json_build_object(
        'from_month', found.season_from, 'to_month', found.season_to) end,
    'in_season', found.in_season,
    'pet_safe', found.pet_safe,
    'pollen_free', found.pollen_free,
    'pet_note', found.pet_note,
    'vase_days', lasting.days,
    'image_url', pictures.first_url,
    'pictures', pictures.list,
    'price_from', json_build_object('amount', smallest.price, 'currency', smallest.currency),
    'variants', variants.list,
    'addons', addons.list) as text)
from found
join category on category.id = found.category_id
cross join smallest
cross join lasting
cross join pictures
cross join variants
cross join addons
