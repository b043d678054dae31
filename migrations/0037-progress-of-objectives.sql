-- Whether the progress of an objective is computed from what lies below it, or stated.
alter table objective
  add progress_mode text not null default 'ROLLUP' check (progress_mode in ('ROLLUP', 'MANUAL')),
  add manual_percent numeric(5, 2) check (manual_percent between 0 and 100),
  add constraint objective_manual_progress_is_stated check ((progress_mode = 'MANUAL') = (manual_percent is not null));
