"""Problems as `mappa check --format json` prints them -> the report that GitLab shows on a merge request.

Its fields: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. Problems of one
fingerprint in two reports are the same to GitLab, so a line that moved must not change it.
"""

import hashlib
import json
import sys
from collections import Counter

SEVERITIES = {"error": "major", "warning": "minor"}


def main() -> None:
    """Reads problems from standard input, and writes the report to standard output."""
    times: Counter[tuple[str, str, str]] = Counter()
    issues = []
    for problem in json.load(sys.stdin):
        same = (problem["file"], problem["code"], problem["message"])
        times[same] += 1
        issues.append(
            {
                "description": f"{problem['message']} {problem['hint']}".replace("\n", " "),
                "check_name": problem["code"],
                "severity": SEVERITIES[problem["severity"]],
                "fingerprint": hashlib.sha256(repr((*same, times[same])).encode()).hexdigest(),
                "location": {"path": problem["file"], "lines": {"begin": problem["line"]}},
            }
        )
    json.dump(issues, sys.stdout, indent=2)


if __name__ == "__main__":
    main()
