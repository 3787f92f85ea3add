"""What is done around the dump's own statements, in one transaction with them."""

from pathlib import Path

HELD_BACK = "waiting when the backup was made: it may have been sent since"
CLEAR = """
set lock_timeout = '10s';
set client_min_messages = 'warning';
drop schema if exists public cascade;
"""
# A letter's job may not have made its letter's row yet, so the jobs are the list to show.
HOLD_LETTERS = r"""
grant usage on schema public to public;
set search_path = public;  -- the dump has emptied it, and the job queue's triggers need it
\pset format unaligned
\pset tuples_only on
\o :letters
select coalesce(orders.number, '?') || ' ' || replace(split_part(job.task_name, ':send_', 2), '_', ' ')
    from public.procrastinate_jobs job left join public.orders on orders.id::text = job.args->>'order_id'
    where job.status in ('todo', 'doing') and job.task_name like 'notifications:%'
    order by job.id;
\o
update public.procrastinate_jobs set status = 'cancelled'
    where status = 'todo' and task_name like 'notifications:%';
update public.procrastinate_jobs set status = 'failed'
    where status = 'doing' and task_name like 'notifications:%';
update public.letter set state = 'dead', claimed_until = null, last_error = :'held_back'
    where state = 'queued';
"""
# Servers before 17 do not know it, and 0 is what it is anyway.
UNKNOWN_TO_OLD_SERVERS = "SET transaction_timeout = 0;\n"
HEADER_LINES = 40


def fit_old_servers(script: Path, fitted: Path) -> None:
    """Copy a dump's script without the setting that an older server refuses."""
    with script.open(encoding="utf-8") as lines, fitted.open("w", encoding="utf-8") as kept:
        for number, line in enumerate(lines):
            if number > HEADER_LINES or line != UNKNOWN_TO_OLD_SERVERS:
                kept.write(line)
