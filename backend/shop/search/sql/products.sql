-- One page of the catalog as the JSON body of GET /api/products, with facets.
-- A facet's own filter is left out of its own counts, so that a second value can be added to the first.
with asked as materialized (
    select cast(:words as text[]) as words,
           cast(:category as text[]) as category,
           cast(:color as text[]) as color,
           cast(:occasion as text[]) as occasion,
           cast(:price_min as int) as price_min,
           cast(:price_max as int) as price_max,
           cast(:only as int[]) as only_these,
           cast(:day as date) as day,
           cast(:range as int[]) as range,
           cast(:barred_products as int[]) as barred_products,
           cast(:barred_categories as int[]) as barred_categories,
           cast(:month as int) as month
),
-- :left
-- What the shop would show without a facet, each with its smallest size.
offered as materialized (
    select product.id, product.category_id, product.position, product.name_key, product.created_at,
           smallest.price, smallest.currency, season.now as in_season, room.pieces as pieces_left,
           (select count(*) from unnest(asked.words) word
             where strpos(product.search_key, ' ' || word) > length(product.name_key)) as words_beside_name
    from asked
    cross join product
    cross join lateral (
        select variant.id, variant.price, variant.currency, variant.make_minutes
        from variant
        where variant.product_id = product.id and variant.active
        order by variant.price, variant.id
        limit 1
    ) smallest
    cross join lateral (
        select case when product.season_from <= product.season_to
                    then asked.month between product.season_from and product.season_to
                    else asked.month >= product.season_from or asked.month <= product.season_to
               end as now
    ) season
    -- Of the smallest size, by the best of the ways; nothing without a day.
    left join lateral (
        select max(least(
                   cast(:places as int),
                   way.minutes / nullif(smallest.make_minutes, 0),
                   (select min(coalesce(free.quantity, 0) / line.quantity)
                    from recipe_line line
                    left join free on free.stem_id = line.stem_id and free.day = way.day
                    where line.variant_id = smallest.id))) as pieces
        from ways way
        where product.lead_minutes = 0
           or cast(:now as timestamptz) + product.lead_minutes * interval '1 minute' <= way.starts_at
    ) room on true
    where product.status = 'active'
      and product.kind <> 'addon'
      and (asked.only_these is null or product.id = any (asked.only_these))
      and case when asked.range is not null then product.id = any (asked.range)
               else product.id <> all (asked.barred_products)
                    and product.category_id <> all (asked.barred_categories) end
      and not exists (select from unnest(asked.words) word where strpos(product.search_key, ' ' || word) = 0)
      and (asked.day is null or season.now)
      and (asked.day is null or room.pieces > 0)
),
judged as materialized (
    select offered.*,
           cardinality(asked.category) = 0 or exists (
               select from category
               where category.id = offered.category_id and category.slug = any (asked.category)) as by_category,
           cardinality(asked.color) = 0 or exists (
               select from product_color link join color on color.id = link.color_id
               where link.product_id = offered.id and color.slug = any (asked.color)) as by_color,
           cardinality(asked.occasion) = 0 or exists (
               select from product_occasion link join occasion on occasion.id = link.occasion_id
               where link.product_id = offered.id and occasion.slug = any (asked.occasion)) as by_occasion,
           offered.price >= coalesce(asked.price_min, offered.price)
               and offered.price <= coalesce(asked.price_max, offered.price) as by_price
    from asked cross join offered
),
matching as (
    select * from judged where by_category and by_color and by_occasion and by_price
),
shown as (
    select matching.*,
           row_number() over (
               order by case :sort when 'price' then price when '-price' then -price end,
                        case :sort when 'name' then name_key end collate "C",
                        case :sort when 'newest' then created_at end desc,
                        words_beside_name, not in_season, position, id) as place
    from matching
    order by place
    limit :size offset :skip
),
items as (
    select json_agg(json_build_object(
               'slug', product.slug,
               'name', product.name,
               'summary', product.summary,
               'kind', product.kind,
               'category', category.slug,
               'colors', (select coalesce(json_agg(color.slug order by color.position, color.id), '[]')
                          from product_color link join color on color.id = link.color_id
                          where link.product_id = product.id),
               'image_url', coalesce(picture.renditions -> 0 ->> 'url', ''),
               'picture', case when picture.id is not null then json_build_object(
                   'alt', picture.alt, 'width', picture.width, 'height', picture.height,
                   'renditions', picture.renditions) end,
               'price_from', json_build_object('amount', shown.price, 'currency', shown.currency),
               'pet_safe', product.pet_safe,
               'pollen_free', product.pollen_free,
               'season', case when (product.season_from, product.season_to) <> (1, 12) then json_build_object(
                   'from_month', product.season_from, 'to_month', product.season_to) end,
               'in_season', shown.in_season,
               'left', shown.pieces_left) order by shown.place) as list
    from shown
    join product on product.id = shown.id
    join category on category.id = product.category_id
    left join picture on picture.product_id = product.id and picture.position = 0
),
categories as (
    select json_agg(json_build_object('value', slug, 'label', name, 'count', count) order by position, id) as list
    from (select category.id, category.slug, category.name, category.position,
                 count(*) filter (where by_color and by_occasion and by_price) as count
          from judged join category on category.id = judged.category_id
          group by category.id) counted
),
colors as (
    select json_agg(json_build_object('value', slug, 'label', name, 'count', count) order by position, id) as list
    from (select color.id, color.slug, color.name, color.position,
                 count(*) filter (where by_category and by_occasion and by_price) as count
          from judged
          join product_color link on link.product_id = judged.id
          join color on color.id = link.color_id
          group by color.id) counted
),
occasions as (
    select json_agg(json_build_object('value', slug, 'label', name, 'count', count) order by position, id) as list
    from (select occasion.id, occasion.slug, occasion.name, occasion.position,
                 count(*) filter (where by_category and by_color and by_price) as count
          from judged
          join product_occasion link on link.product_id = judged.id
          join occasion on occasion.id = link.occasion_id
          group by occasion.id) counted
),
prices as (
    select json_build_object('min', min(price), 'max', max(price)) as range
    from judged where by_category and by_color and by_occasion
)
select cast(json_build_object(
    'items', coalesce(items.list, '[]'),
    'total', (select count(*) from matching),
    'page', cast(:page as int),
    'page_size', cast(:size as int),
    'facets', json_build_object(
        'category', coalesce(categories.list, '[]'),
        'color', coalesce(colors.list, '[]'),
        'occasion', coalesce(occasions.list, '[]'),
        'price', prices.range),
    'did_you_mean', null) as text)
from items, categories, colors, occasions, prices
