"""Names that a text shortens once it has given them: 集群, 项目一期; and surfaces of things named after them."""

import re

_STAGE = re.compile(
    r"(?:该)?项目(一期|二期|三期)?(?:全部|全面)?(?:建成|投产|达产|竣工)(?:投产|达产|投用)?后[^。]*$"
)
_PROJECT = re.compile(r"[的、，“]([^的、，。；“”\n]{2,14}项目)(?![一二三]期|建成)")
_CLUSTER = re.compile(r"([^，。；、\n“”]{4,40}?产业集群)")
_DONE = re.compile(r"(?:完成|实施|进行)(?:了)?$")
_SURFACE = re.compile(r"([^，。；的]{2,8})的([^，。；、]{2,8})$")
_DEED = re.compile(r"(种植|建设|改造|绿化|修复|新建|开工|流转|收储|供应|出让)(?:了)?$")


def full(name: str, paragraph: str, subject: str) -> str:
    """The name with what it leaves to the sentences before."""
    if name.startswith("集群") and (found := _CLUSTER.findall(paragraph)):
        return str(found[-1]).removeprefix(subject) + name.removeprefix("集群")
    if name.startswith("产业集群") and (
        industry := re.search(r"(?<=[州阳京海])?([^\s市省]{2})产业园$", subject)
    ):
        return industry[1] + name.replace("产业集群产值规模", "产业集群规模")
    return staged(name, paragraph)


def staged(name: str, paragraph: str) -> str:
    """`项目一期建成后，日产量…`: the output is that of the project's first stage."""
    if (stage := _STAGE.search(paragraph)) and (projects := _PROJECT.findall(paragraph[: stage.start()])):
        return str(projects[-1]) + (stage[1] or "") + name
    return name


def surface(left: str, right: str) -> str:
    """`完成1.5万平方米厂房的装修`: 完成装修的厂房面积; `种植5万亩林`: 林种植面积."""
    clause = re.split(r"[，。；\n]", right, maxsplit=1)[0]
    if (deed := _DONE.search(left)) and (m := _SURFACE.match(clause)):
        return f"{deed[0].rstrip('了')}{m[2]}的{m[1]}面积"
    if (deed := _DEED.search(left)) and re.fullmatch(r"[^的]{2,12}", clause):
        return f"{clause}{deed[1]}面积"
    return ""
