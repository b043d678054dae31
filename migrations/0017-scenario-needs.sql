-- What-if changes staffing needs as well.
alter table scenario_change drop constraint scenario_change_kind_check;
alter table scenario_change add constraint scenario_change_kind_check check (kind in
  ('ASSIGNMENT_ADD', 'ASSIGNMENT_MOVE', 'ASSIGNMENT_REMOVE', 'WORKER_ADD', 'WORKER_LEAVE', 'WORKER_MOVE',
    'NEED_ADD', 'NEED_CHANGE', 'NEED_REMOVE'));
