"""A page of a newspaper of an invented town, and how to read a command's JSON."""

import json

BRIDGE = "清河大桥通车 两岸居民出行更方便"
PAGE = f"""{BRIDGE}

本报讯 昨日,清河大桥在云岭市建成通车。市长宋怀远说,大桥总投资1.5亿元,建设用

时两年。大桥由市交通局负责管理,非机动车可以免费通行,行人请走两侧步道。(本报记者 李桂英)

云岭市图书馆延长开放时间 周末开到晚上九点

本报讯 记者从云岭市图书馆了解到,自本周起,图书馆周末开放到晚上九点。新增自习座位二百个,市民可以用

身份证预约。(周小满)
"""
QUESTION = "清河大桥总投资多少"


def result(run, *args):
    """Run a command with --json; return its exit code and what it printed.

    Where it found nothing it may say why.
    """
    code, out, err = run(*args, "--json")
    assert err == "" or (code == 1 and err.startswith("注意：没有"))
    return code, json.loads(out)
