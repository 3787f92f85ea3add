-- The categories that have something to show, as the JSON body of GET /api/categories.
with counted as materialized (
    select category.id, category.slug, category.name, category.position, count(*) as count
    from category
    join product on product.category_id = category.id
    where product.status = 'active' and product.kind <> 'addon'
      and exists (select from variant where variant.product_id = product.id and variant.active)
    group by category.id
),
shown as (
    select * from counted order by position, id limit :size offset :skip
)
select cast(json_build_object(
    'items', (select coalesce(json_agg(json_build_object('slug', slug, 'name', name, 'count', count)
                              order by position, id), '[]') from shown),
    'total', (select count(*) from counted),
    'page', cast(:page as int),
    'page_size', cast(:size as int)) as text)
