"""Checks folders that `guildhall export jobs` wrote, offline: .build-validators/bin/python jobs.py FOLDER…

Prints a line for each: what it has seen, or the problems. Ends with status 1 where there are any.
It takes some ten seconds to start, because the vocabulary is made into models then.

A posting has to pass three things: schema.org's vocabulary (each type and property must be there, and each value in the
range), JSON-LD expansion without a loss, and posting.schema.json. The feed has to pass the grammar in atom.rng, feedparser,
and the rules of RFC 4287 that a grammar can't say.
"""

import json
import re
import sys
from datetime import date, datetime
from pathlib import Path

import feedparser
import jsonschema
from lxml import etree
from pyld import jsonld
from schema_org import registry

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"
CONTEXT = "https://schema.org/"
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]+")


class Damaged(Exception):
    """What is wrong, in words."""


def once(pairs):
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise Damaged(f"a name stands twice: {sorted(names)}")
    return dict(pairs)


def read(path):
    """The file as it would be read inside a page: nothing in it may end the element that it stands in."""
    raw = path.read_bytes()
    if b"<" in raw:
        raise Damaged("a “<” stands in it")
    return json.loads(raw.decode("utf-8"), object_pairs_hook=once)


def moment(text):
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text):
        raise Damaged(f"{text} is no moment in UTC")
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def typed(value, ranges):
    """A value as the vocabulary's models take it: they are strict, and know moments and days as such."""
    if isinstance(value, list):
        return [typed(item, ranges) for item in value]
    if isinstance(value, dict):
        return vocabulary(value)
    if isinstance(value, str) and {"Date", "DateTime"} & set(ranges):
        return moment(value) if "T" in value else date.fromisoformat(value)
    if isinstance(value, str) and set(ranges) == {"URL"} and not re.match(r"[a-z]+:|jobs/\d+\.jsonld$", value):
        raise Damaged(f"{value} is no address")
    return value


def vocabulary(node):
    """An object as a model of schema.org's, which throws where the vocabulary has no such thing."""
    model = registry.get_model(node["@type"])
    known = {item.schema_name: item for item in model.SCHEMA_PROPERTIES}
    for name in node:
        if name not in known and not name.startswith("@"):
            raise Damaged(f"{node['@type']} has no {name}")
        if name in known and known[name].superseded_by:
            raise Damaged(f"{name} is superseded by {known[name].superseded_by}")
    return model(**{name: typed(value, known[name].ranges) for name, value in node.items() if name in known})


def local_context():
    """Every term of schema.org, each by name: what is none of them is lost in the expansion, and found missing."""
    terms = {"@version": 1.1}
    for name in registry.MODEL_BY_SCHEMA:
        terms[name] = f"http://schema.org/{name}"
    for name in ("JobPosting", "Organization", "ContactPoint", "PropertyValue", "MonetaryAmount", "QuantitativeValue",
                 "Place", "PostalAddress", "AdministrativeArea", "ItemList", "ListItem"):
        for item in registry.get_model(name).SCHEMA_PROPERTIES:
            terms[item.schema_name] = {"@id": f"http://schema.org/{item.schema_name}"}
            if set(item.ranges) == {"URL"}:
                terms[item.schema_name]["@type"] = "@id"
    return {"@context": terms}


def load(url, options):
    if url != CONTEXT:
        raise Damaged(f"{url} would have to be fetched")
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": load.context}


def properties(node):
    if isinstance(node, list):
        return sum(map(properties, node))
    if isinstance(node, dict):
        return sum((not key.startswith("@")) + properties(value) for key, value in node.items())
    return 0


def expand(document, base):
    options = {"documentLoader": load, "base": base}
    expanded = jsonld.expand(document, options)
    if properties(expanded) != properties(document):
        raise Damaged("the expansion loses something")
    if not jsonld.to_rdf(document, {**options, "format": "application/n-quads"}):
        raise Damaged("it says nothing as RDF")


def check_posting(path, schema):
    posting = read(path)
    vocabulary(posting)
    expand(posting, "https://acme.example/hire/")
    for error in schema.iter_errors(posting):
        raise Damaged(f"{error.json_path}: {error.message[:200]}")
    if posting["identifier"]["value"] != path.stem:
        raise Damaged("it is another job's")
    if moment(posting["validThrough"]) <= moment(posting["datePosted"]):
        raise Damaged("it is over before it begins")
    if posting["description"].strip() == posting["title"].strip():
        raise Damaged("the description is the title")
    html = etree.fromstring(f"<div>{posting['description']}</div>".replace("<br>", "<br/>"))
    allowed = {"div", "p", "br", "strong", "em", "code", "blockquote", "a", "ul", "li"}
    for element in html.iter():
        if element.tag not in allowed or set(element.attrib) - {"href"}:
            raise Damaged(f"<{element.tag}> stands in the description")
    return posting


def check_list(path, names):
    document = read(path)
    vocabulary(document)
    expand(document, "https://acme.example/hire/")
    listed = [item["url"].rsplit("/", 1)[1] for item in document["itemListElement"]]
    if sorted(listed) != sorted(names) or document["numberOfItems"] != len(names):
        raise Damaged(f"it lists {sorted(listed)} where there are {sorted(names)}")
    if [item["position"] for item in document["itemListElement"]] != list(range(1, len(names) + 1)):
        raise Damaged("its positions are not in order")


def check_feed(path, ids):
    raw = path.read_bytes()
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    feed = etree.fromstring(raw, parser)
    grammar = etree.RelaxNG(etree.parse(str(HERE / "atom.rng")))
    if not grammar.validate(feed):
        raise Damaged(f"grammar: {grammar.error_log.last_error}")
    parsed = feedparser.parse(raw)
    if parsed.bozo:
        raise Damaged(f"feedparser: {parsed.bozo_exception}")
    entries = feed.findall(ATOM + "entry")
    if len(parsed.entries) != len(entries) or parsed.version != "atom10":
        raise Damaged("feedparser sees another feed")
    names = [entry.findtext(ATOM + "id") for entry in entries]
    if len(set(names)) != len(names) or not set(names) <= ids:
        raise Damaged(f"ids: {sorted(names)} of {sorted(ids)}")
    for name in names + [feed.findtext(ATOM + "id")]:
        if not TAG.fullmatch(name):
            raise Damaged(f"{name} is no tag URI")
    changes = [moment(entry.findtext(ATOM + "updated")) for entry in entries]
    if changes and moment(feed.findtext(ATOM + "updated")) != max(changes):
        raise Damaged("the feed was updated at another time than its latest entry")
    published = [moment(entry.findtext(ATOM + "published")) for entry in entries]
    if published != sorted(published, reverse=True):
        raise Damaged("the newest do not come first")
    for entry in entries:
        links = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in entry.findall(ATOM + "link")]
        if len(set(links)) != len(links):
            raise Damaged("two links of one entry are the same")
    return len(entries)


def verdict(folder, schema):
    problems = []

    def attempt(path, check, *rest):
        try:
            return check(path, *rest)
        except Exception as error:
            problems.append(f"{path.relative_to(folder)}: {type(error).__name__}: {error}")

    files = sorted((folder / "jobs").glob("*"))
    postings = [attempt(path, check_posting, schema) for path in files]
    attempt(folder / "jobs.jsonld", check_list, [path.name for path in files])
    ids = {posting["@id"] for posting in postings if posting}
    entries = attempt(folder / "jobs.atom", check_feed, ids)
    if problems:
        return False, " · ".join(problem.replace("\n", " ") for problem in problems)
    placeless = sum("jobLocation" not in posting and "jobLocationType" not in posting for posting in postings)
    return True, f"{len(postings)} postings, {placeless} of them without a place; {entries} entries"


def main(folders):
    load.context = local_context()
    schema = jsonschema.Draft202012Validator(
        json.loads((HERE / "posting.schema.json").read_text("utf-8")),
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )
    verdicts = [(folder, *verdict(Path(folder), schema)) for folder in folders]
    for folder, _, text in verdicts:
        print(f"{folder}: {text}")
    return 0 if all(is_good for _, is_good, _ in verdicts) else 1


sys.exit(main(sys.argv[1:]))
