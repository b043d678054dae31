-- Who fills the store from nothing: he adds up departments in memory, and writes the sums last. Null: nobody, or they are
-- written. Whoever finds somebody else here who will not come back begins anew.
alter table kept_horizon add column filling uuid;
alter table kept_horizon add check (filling is null or first_day is null);

-- Packed several times as fast, and unpacked as well; where the server was built without it, it stays as it was.
do $$ begin
  alter table worker_weeks alter states set compression lz4, alter contracted set compression lz4,
    alter effective set compression lz4, alter time_off set compression lz4, alter confirmed set compression lz4,
    alter tentative set compression lz4, alter outside_capacity set compression lz4;
exception when feature_not_supported then null;
end $$;
