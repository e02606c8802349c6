"""Lints and renders the chart with the engine of Helm 4, as `helm lint --strict` and `helm template` do."""

import json
import sys

import helm_python
from helm_python.chart import Chart

path, *files = sys.argv[1:]
sets = [helm_python.chart.values_from_yaml(open(file, encoding="utf-8").read()) for file in files]
rendered = []
for values in [{}, *sets]:
    result = helm_python.lint(path, values, strict=True, kube_version="1.34.0")
    if result["errors"]:
        sys.exit(json.dumps(result))
    chart = Chart.load(path)
    chart.validate_schema(values)
    rendered.append(chart.render(values, name="badges", namespace="badges"))
json.dump(rendered, sys.stdout)
