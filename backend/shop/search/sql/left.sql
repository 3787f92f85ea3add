-- The ways in which something could be made for the day, as the promise found them.
ways as materialized (
    select * from unnest(cast(:making_days as date[]), cast(:begins as timestamptz[]), cast(:minutes as int[]),
                         cast(:starts as timestamptz[])) as way (day, begins, minutes, starts_at)
),
-- What is left of each stem for a bouquet made on a day, as the reserving transaction sees it.
free as materialized (
    select way.day, lot.stem_id, sum(greatest(bucket.capacity - bucket.reserved, 0)) as quantity
    from (select distinct day, begins from ways) way
    join stem_lot lot on lot.available_from <= way.begins
        -- What is made for a day is made on it or on the day before: lots of past years are not touched.
        and lot.vase_life_end >= cast(:day as date) - 1
    join capacity_bucket bucket on bucket.id = lot.bucket_id and bucket.open
        and bucket.usable_from <= way.day and bucket.usable_to >= way.day
    group by way.day, lot.stem_id
),
