import http from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

// The floor: a bare server, one prepared statement a request, the same answer from the same database.

const WORKER = `json_build_object('id', w.id, 'name', w.name, 'title', w.title, 'timeZone', w.time_zone, 'workMode', w.work_mode)`;

const statements: Readonly<Record<string, string>> = {
  worker: `select json_build_object('data', json_build_object('worker', ${WORKER})) as body from worker w where w.id = $1`,

  page: `select json_build_object('data', json_build_object('workers', json_build_object('nodes', json_agg(node)))) as body from (
    select json_build_object('id', w.id, 'name', w.name, 'title', w.title,
      'skills', (select coalesce(json_agg(json_build_object('level', ws.level, 'skill', json_build_object('name', s.name)) order by s.name), '[]')
        from worker_skill ws join skill s on s.id = ws.skill_id where ws.worker_id = w.id),
      'departments', (select coalesce(json_agg(json_build_object('code', d.code, 'name', d.name)), '[]')
        from membership m join department d on d.id = m.department_id
        where m.worker_id = w.id and m."from" <= current_date and (m."to" is null or m."to" >= current_date))) as node
    from worker w order by w.name, w.id limit 50) page`,

  tree: `select json_build_object('data', json_build_object('departments', json_build_object('nodes', json_agg(node)))) as body from (
    select json_build_object('id', d.id, 'name', d.name, 'objectives', json_build_object('nodes', (
      select coalesce(json_agg(o.node), '[]') from (
        select json_build_object('id', o.id, 'title', o.title, 'assignments', json_build_object('nodes', (
          select coalesce(json_agg(a.node), '[]') from (
            select json_build_object('id', a.id, 'from', a."from", 'to', a."to", 'worker', json_build_object('id', w.id, 'name', w.name)) as node
            from assignment a join worker w on w.id = a.worker_id where a.objective_id = o.id order by a."from", a.id limit 10) a))) as node
        from objective o where o.owner_id = d.id order by o.title, o.id limit 10) o))) as node
    from department d order by d.name, d.id limit 20) page`,

  capacity: `select json_build_object('data', json_build_object('capacity', json_build_object('lines', json_agg(line)))) as body from (
    select json_build_object('department', json_build_object('code', d.code), 'buckets', json_agg(json_build_object(
      'from', a.week, 'effectiveMinutes', a.effective, 'confirmedMinutes', a.confirmed, 'freeMinutes', a.effective - a.confirmed) order by a.week)) as line
    from bench_answer a join department d on d.id = a.department_id group by d.id order by d.id) lines`,

  sums: `select json_build_object('data', json_build_object('capacity', json_build_object('lines', json_agg(body order by line)))) as body from (
    select c.line, json_build_object('department', case when d.id is not null then json_build_object('code', d.code) end, 'buckets', json_agg(json_build_object(
      'from', c.week, 'effectiveMinutes', c.effective, 'confirmedMinutes', c.confirmed, 'freeMinutes', c.free) order by c.week)) as body
    from bench_cell c left join department d on d.id = c.department_id where c.question = $1 group by c.line, d.id) lines`,

  people: `select json_build_object('data', json_build_object('availableWorkers', json_build_object('nodes', coalesce(json_agg(json_build_object(
      'score', p.score, 'freeMinutes', p.free, 'effectiveMinutes', p.effective, 'worker', json_build_object('id', w.id, 'name', w.name)) order by p.place), '[]')))) as body
    from bench_person p join worker w on w.id = p.worker_id where p.question = $1`,

  propose: `with proposed as (
      insert into assignment (id, worker_id, objective_id, "from", "to", load, minutes_per_day, state)
      values (gen_random_uuid(), $1, $2, $3, $3, 'RATE', $4, 'PROPOSED') returning id, version, state
    ), recorded as (
      insert into change_event (kind, subject_type, subject_id, worker_id) select 'ASSIGNMENT_PROPOSED', 'Assignment', id, $1 from proposed
    )
    select json_build_object('data', json_build_object('assignmentPropose', json_build_object('id', id, 'version', version, 'state', state))) as body from proposed`,

  confirm: `with held as (
      select w.id from worker w join assignment a on a.worker_id = w.id where a.id = $1 for no key update of w
    ), confirmed as (
      update assignment a set state = 'CONFIRMED', version = version + 1 from held
      where a.id = $1 and a.state = 'PROPOSED' and (
        select coalesce(sum(other.minutes_per_day), 0) from assignment other where other.worker_id = held.id
          and other.state = 'CONFIRMED' and other."from" <= a."from" and other."to" >= a."from") + a.minutes_per_day <= 480
      returning a.id, a.worker_id, a.version, a.state
    ), recorded as (
      insert into change_event (kind, subject_type, subject_id, worker_id) select 'ASSIGNMENT_CONFIRMED', 'Assignment', id, worker_id from confirmed
    )
    select json_build_object('data', json_build_object('assignmentConfirm', json_build_object('id', id, 'version', version, 'state', state))) as body from confirmed`,
};

/** The answer of the capacity case, kept ready: what the floor only has to read. */
export const ANSWER = `create table bench_answer as
  select m.department_id, week::date as week, sum(480 * 5)::int as effective, 0 as confirmed
  from membership m cross join generate_series(date_trunc('week', current_date), date_trunc('week', current_date) + interval '12 weeks', interval '1 week') week
  group by 1, 2`;

/** Serves `POST /<statement>` with the values of the statement as a JSON array. Run as a process of its own. */
async function serve(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', async () => {
      const name = request.url!.slice(1);
      const { rows } = await pool.query({
        name,
        text: statements[name]!,
        values: JSON.parse(Buffer.concat(parts).toString()),
      });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(rows[0]?.body ?? null));
    });
  });
  server.listen(0, '127.0.0.1', () => console.log(`listening on ${(server.address() as AddressInfo).port}`));
}

if (process.argv[1] === import.meta.filename) await serve(process.argv[2]!);
