"""Chinese surnames: all that a byline may have, and those that hardly begin another word."""

__all__ = ["ALL_SURNAMES", "AMBIGUOUS_SURNAMES", "COMPOUND_SURNAMES", "SURNAMES"]

SURNAMES = frozenset(
    "王李张刘陈杨赵黄吴徐孙胡朱郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾魏薛叶阎余潘杜戴夏汪姜范姚谭廖邹"
    "熊陆郝孔崔邱秦侯邵孟雷钱汤尹黎乔贺赖龚庞樊殷陶翟倪严温芦俞鲁葛韦毕聂焦柳邢骆岳祝祁耿牟詹凌费纪靳甄裴鲍霍翁"
)
# These begin common words too (高度, 成功, 方案): they count as a name only beside a cue.
AMBIGUOUS_SURNAMES = frozenset(
    "周林何高马于田任石金江史顾段康毛白武常易文方施洪安颜牛季章申丛向齐梅莫庄涂时舒卜路关苗盛童项成万钟丁"
)
# Rare ones and traditional characters too.
ALL_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
    "杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段章钱汤尹黎易常武乔贺赖龚文庞樊兰殷"
    "施陶洪翟安颜倪严牛温芦季俞鲁葛伍韦申尤毕聂丛焦邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜肖詹关苗凌费纪靳盛"
    "童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋"
    "苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井"
    "雷向柳付闫尚代麦蔺逄亓仝缪晁佘戎练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和惠储楼沃支"
    "張劉陳楊黃趙吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻鐘鍾範譚鄒陸顧龍萬錢湯喬賀賴龔龐蘭顏倪嚴溫盧魯韋畢聂莊關費"
    "歐陽項單骆駱"
)
COMPOUND_SURNAMES = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|歐陽|司馬|諸葛"
