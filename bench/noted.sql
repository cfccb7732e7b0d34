-- What a period counts, from the read models alone: encounters and the folded states beside them. Another way to the numbers of
-- editions, in plain SQL: no code of the program counts here. SQLite; :country, :first, :last; `mapping` and `home` are filled before
-- from the pack (service, category, valid_from, valid_to; group, state).

CREATE TEMP TABLE met AS
SELECT e.subject, e."group" AS post, e.local_on AS day, e.people_met AS people,
       CASE WHEN e.state <> '' THEN e.state ELSE (SELECT state FROM home WHERE code = e."group") END AS state, s.folded
FROM encounters_encounter e JOIN logbook_state s ON s.subject = e.subject
WHERE e.country = :country AND e.local_on BETWEEN :first AND :last AND NOT e.is_withdrawn AND e.joined_into IS NULL;

-- The value of a field that stands is the last that was written.
CREATE TEMP TABLE field AS
SELECT met.subject, f.key AS name, json_extract(f.value, '$[#-1][1]') AS value
FROM met, json_each(met.folded, '$.s.fields') f
WHERE f.key LIKE '%:%' AND json_extract(f.value, '$[#-1][1]') IS NOT NULL;
CREATE INDEX temp.field_of ON field (subject);

CREATE TEMP TABLE line AS
SELECT subject, name, coalesce(json_extract(value, '$.count'), 1) AS people,
       coalesce(json_extract(value, '$.nationality'), 'XX') AS nationality, coalesce(json_extract(value, '$.sex'), 'U') AS sex,
       coalesce(json_extract(value, '$.age_band'), 'U') AS age_band, coalesce(json_extract(value, '$.services'), '[]') AS services
FROM field WHERE name LIKE 'line:%';
CREATE INDEX temp.line_of ON line (subject, name);
-- Of whom no line tells.
INSERT INTO line
SELECT met.subject, 'rest', met.people - coalesce(sum(line.people), 0), 'XX', 'U', 'U', '[]'
FROM met LEFT JOIN line ON line.subject = met.subject GROUP BY met.subject HAVING met.people > coalesce(sum(line.people), 0);

CREATE TEMP TABLE given AS
SELECT subject, substr(name, 9) AS service, json_extract(value, '$.people') AS people FROM field WHERE name LIKE 'service:%';
CREATE INDEX temp.given_of ON given (subject);
CREATE TEMP TABLE margin AS
SELECT subject, substr(name, 8, instr(substr(name, 8), ':') - 1) AS attribute,
       substr(name, 8 + instr(substr(name, 8), ':')) AS code, value AS people
FROM field WHERE name LIKE 'margin:%' AND value > 0;
CREATE INDEX temp.margin_of ON margin (subject, attribute);

-- Services of a line: its own and those of everybody.
CREATE TEMP TABLE served AS
SELECT line.subject, line.name, s.value AS service FROM line, json_each(line.services) s
UNION SELECT line.subject, line.name, given.service FROM line JOIN given USING (subject) WHERE given.people IS NULL;
CREATE INDEX temp.served_of ON served (subject, name);

CREATE TEMP TABLE reached AS
SELECT DISTINCT served.subject, served.name, mapping.category
FROM served JOIN met USING (subject) JOIN mapping ON mapping.service = served.service
WHERE met.day >= mapping.valid_from AND met.day <= mapping.valid_to;

-- People of each category on lines, and the largest part of them that is told apart from lines: the larger one counts.
CREATE TEMP TABLE on_lines AS
SELECT subject, category, sum(line.people) AS people FROM reached JOIN line USING (subject, name) GROUP BY subject, category;
CREATE TEMP TABLE apart AS
SELECT given.subject, mapping.category, max(min(given.people, met.people)) AS people
FROM given JOIN met USING (subject) JOIN mapping ON mapping.service = given.service
WHERE given.people IS NOT NULL AND met.day >= mapping.valid_from AND met.day <= mapping.valid_to
GROUP BY given.subject, mapping.category;

CREATE TEMP TABLE attention AS
SELECT subject, category, max(people) AS people FROM (SELECT * FROM on_lines UNION ALL SELECT * FROM apart) GROUP BY subject, category;

-- Totals that a post reports: under the last day of their period; of these no service is known.
CREATE TEMP TABLE reported AS
SELECT t."group" AS post, coalesce(json_extract(report, '$.state'), home.state) AS state, coalesce(json_extract(c.value, '$.category'), '') AS category,
       coalesce(json_extract(c.value, '$.nationality'), 'XX') AS nationality, coalesce(json_extract(c.value, '$.sex'), 'U') AS sex,
       coalesce(json_extract(c.value, '$.age_band'), 'U') AS age_band, json_extract(c.value, '$.count') AS people
FROM (SELECT r."group", r.to_on, json_extract(s.folded, '$.s.fields.report[#-1][1]') AS report
      FROM encounters_reportedtotal r JOIN logbook_state s ON s.subject = r.subject
      WHERE r.country = :country AND NOT r.is_withdrawn AND r.to_on BETWEEN :first AND :last) t
JOIN home ON home.code = t."group", json_each(t.report, '$.counts') c;

CREATE TEMP TABLE by_category AS
SELECT category, state, post, sum(people) AS people FROM (
  SELECT attention.category, met.state, met.post, attention.people FROM attention JOIN met USING (subject)
  UNION ALL SELECT category, state, post, people FROM reported WHERE category <> '')
WHERE category IN (SELECT code FROM inside) GROUP BY category, state, post;

-- People met, by each attribute: what is known apart is known of that attribute alone, and the rest of it is unknown.
CREATE TEMP TABLE person AS
SELECT 'nationality' AS attribute, subject, nationality AS code, people FROM line
UNION ALL SELECT 'sex', subject, sex, people FROM line UNION ALL SELECT 'age_band', subject, age_band, people FROM line;
CREATE TEMP TABLE by_attribute AS
SELECT attribute, code, sum(people) AS people FROM (
  SELECT attribute, code, people FROM person WHERE NOT EXISTS (SELECT 1 FROM margin m WHERE m.subject = person.subject AND m.attribute = person.attribute)
  UNION ALL SELECT attribute, code, people FROM margin
  UNION ALL SELECT margin.attribute, CASE margin.attribute WHEN 'nationality' THEN 'XX' ELSE 'U' END, max(met.people) - sum(margin.people)
    FROM margin JOIN met USING (subject) GROUP BY margin.subject, margin.attribute
  UNION ALL SELECT 'nationality', nationality, people FROM reported WHERE category = ''
  UNION ALL SELECT 'sex', sex, people FROM reported WHERE category = ''
  UNION ALL SELECT 'age_band', age_band, people FROM reported WHERE category = '')
GROUP BY attribute, code HAVING sum(people) <> 0;

-- Attentions by category and nationality. Nationalities told apart are those of all, where all got the same; else nobody knows.
CREATE TEMP TABLE same AS
SELECT subject FROM (SELECT line.subject, (SELECT group_concat(service, ';') FROM (
  SELECT service FROM served s WHERE s.subject = line.subject AND s.name = line.name ORDER BY service)) AS services
  FROM line WHERE line.subject IN (SELECT subject FROM margin WHERE attribute = 'nationality'))
GROUP BY subject HAVING count(DISTINCT coalesce(services, '')) = 1;
CREATE TEMP TABLE apart_of_all AS
SELECT subject, code, people FROM margin WHERE attribute = 'nationality'
UNION ALL SELECT margin.subject, 'XX', max(met.people) - sum(margin.people) FROM margin JOIN met USING (subject)
  WHERE attribute = 'nationality' GROUP BY margin.subject HAVING max(met.people) > sum(margin.people);
CREATE INDEX temp.apart_of ON apart_of_all (subject);

CREATE TEMP TABLE by_nationality AS
SELECT category, nationality, sum(people) AS people FROM (
  SELECT reached.category, line.nationality, line.people FROM reached JOIN line USING (subject, name)
    WHERE subject NOT IN (SELECT subject FROM apart_of_all)
  UNION ALL SELECT of_all.category, apart_of_all.code, apart_of_all.people
    FROM (SELECT DISTINCT subject, category FROM reached WHERE subject IN (SELECT subject FROM same)) AS of_all
    JOIN apart_of_all USING (subject)
  UNION ALL SELECT category, '*', people FROM on_lines
    WHERE subject IN (SELECT subject FROM apart_of_all) AND subject NOT IN (SELECT subject FROM same)
  UNION ALL SELECT attention.category,
      CASE WHEN attention.subject IN (SELECT subject FROM apart_of_all) OR (SELECT count(*) FROM line WHERE line.subject = attention.subject) > 1
        THEN '*' ELSE (SELECT nationality FROM line WHERE line.subject = attention.subject) END,
      attention.people - coalesce(on_lines.people, 0)
    FROM attention LEFT JOIN on_lines USING (subject, category) WHERE attention.people > coalesce(on_lines.people, 0)
  UNION ALL SELECT category, nationality, people FROM reported WHERE category <> '')
WHERE category IN (SELECT code FROM inside) GROUP BY category, nationality HAVING sum(people) <> 0;
