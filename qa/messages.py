"""The library's messages that a reader of Chinese meets first, said in Chinese; others as they are.

A message that is in no row here is still one line that says what to do.
"""

from __future__ import annotations

import errno
import re

__all__ = ["in_chinese", "of_system"]

_FOLDER = "用 --archive 写明档案，或先用 kanbao add 建一个"
_RESTORE = "用备份换回"
_REBUILD = "运行 kanbao rebuild"
_AS_IT_IS = "重新下载，或用 --repair 照样读入"
_ROWS = (
    (
        r"KANBAO_PRECISION=(.+): give fp32, bf16 or int8",
        r"环境变量 KANBAO_PRECISION 是 \1：写 fp32、bf16 或 int8，或去掉它",
    ),
    (r"the question is empty: ask something", r"问题是空的：写上要问的"),
    (
        r"the question has nothing but marks: ask with words",
        r"问题里只有标点和符号，没有字：用文字来问",
    ),
    (
        r"the question has only characters that cannot be seen: ask with words",
        r"问题里只有看不见的字符：用文字来问",
    ),
    (
        r"the question is not Unicode text: type it in UTF-8",
        r"问题不是 Unicode 文字：用 UTF-8 的终端输入",
    ),
    (
        r"the question has (\d+) characters, at most (\d+) are read: shorten it",
        r"问题有 \1 字，最多读 \2 字：写短些",
    ),
    (
        r"(.+): does not exist: name an archive, or add articles to make one",
        rf"\1：没有这个文件夹：{_FOLDER}",
    ),
    (
        r"(.+): is not an archive: name an archive, or add articles to make one",
        rf"\1：里面没有档案：{_FOLDER}",
    ),
    (
        r"(.+): is not an archive and not empty \(has (.+)\): name a new folder",
        r"\1：里面没有档案，但有别的文件（\2）：换一个新的文件夹",
    ),
    (
        r"(.+): no article (.+): list the archive for its ids",
        r"\1：没有文章 \2：编号见 kanbao list",
    ),
    (
        r"article (.+) was not recognised from a scan: correct its file and add it again",
        r"文章 \1 不是从扫描件识别的：改它的原文件，再入库一次",
    ),
    (
        r"(.+), line (\d+): id (.+) stands in line (\d+) already; nothing of the file was read",
        r"\1，第 \2 行：编号 \3 在第 \4 行已经有了；这个文件没有入库",
    ),
    (
        r"(.+): its article (.+) stands in (.+) too: give each its own id",
        r"\1：其中文章的编号 \2 在 \3 里也有：各用各的编号",
    ),
    (
        r"(.+), line (\d+): field '(.+)' has (U\+\w+) at character (\d+), which is not text; "
        r"nothing of the file was read",
        r"\1，第 \2 行：\3 的第 \5 个字符是 \4，不是文字；这个文件没有入库",
    ),
    (
        r"(.+): article (.+): (\w+) has a character that is not text "
        r"\(NUL or half a surrogate pair\): remove it",
        r"\1：文章 \2 的 \3 里有不是文字的字符（NUL 或半个代理对）：去掉它",
    ),
    (
        r"day (\S+): what is kept of its articles is not what they are; run `kanbao rebuild`",
        r"\1 这一天：所存的与它的文章不符；运行 `kanbao rebuild`",
    ),
    (r"(.+): the file is empty", r"\1：文件是空的"),
    (r"(.+): cannot be read: (.+); give the path of a file", r"\1：读不了（\2）：写明一个文件"),
    (r"(.+): cannot be read: (.+); check its permissions", r"\1：读不了（\2）：看看它的权限"),
    (r"No such file or directory", "没有这个文件或文件夹"),
    (r"Permission denied", "没有权限"),
    (r"Is a directory", "是文件夹，不是文件"),
    (
        r"(.+): cannot be read as (.+): cut off or damaged \(.+\): copy or fetch it again",
        r"\1：当作 \2 读不了，没有下完或坏了：重新复制或下载",
    ),
    (r"(.+): cannot be read as (.+?): (.+); (.+)", r"\1：当作 \2 读不了（\3）：\4"),
    (r"Failed to load document \(PDFium: Data format error\)\.?", "没有下完或坏了"),
    (r"open it in another program and save it anew", "用别的程序打开，另存一份"),
    (r"mend or remove it", "改好或去掉它"),
    (r"(.+): has a password: save it without its password", r"\1：有密码：另存成没有密码的"),
    (r"(.+): asks for a password: save it without one", r"\1：有密码：另存成没有密码的"),
    (r"(.+): damaged (.+) archive: (.+); fetch it again", r"\1：\2 压缩包坏了（\3）：重新下载"),
    (r"(.+): damaged (.+) file: (.+); fetch it again", r"\1：\2 文件坏了（\3）：重新下载"),
    (
        r"(.+): is plain text, no (.+) file: name it \.txt",
        r"\1：是纯文本，不是 \2 文件：改名为 .txt",
    ),
    (
        r"(.+): has no (.+) document in it: it is cut off \(copy or fetch it again\), or another "
        r"packed file \(name it \.zip\)",
        r"\1：里面没有 \2 文档：没有下完（重新复制或下载），或是别的压缩包（改名为 .zip）",
    ),
    (r"(.+): is (.+), no text of news: (.+)", r"\1：是\2，不是新闻文字：\3"),
    (r"(.+): no article in it: (.+)", r"\1：里面没有文章：\2"),
    (r"no file in it can be read", "没有一个文件读得了"),
    (r"(.+): no article: every line is blank", r"\1：没有文章：每行都是空的"),
    (r"(.+): no text: the file is blank", r"\1：没有文字：文件是空白的"),
    (
        r"(.+): no article: none of its (\d+) objects could be read: mend the file",
        r"\1：没有文章：\2 条都读不了：改好这个文件",
    ),
    (r"(.+): no main text in this HTML page; .+", r"\1：这个网页里没有正文：存下单篇文章的网页"),
    (
        r"(.+): no known encoding: tried (.+); convert the file to UTF-8",
        r"\1：认不出编码（试过 \2）：转成 UTF-8",
    ),
    (
        r"(.+): binary file \(NUL bytes\): tried (.+); convert the file to UTF-8",
        r"\1：不是文字（有 NUL 字节，试过 \2）：转成 UTF-8 的文字",
    ),
    (
        r"(.+), (line \d+|row \d+|record \d+): (.+); nothing of the file was read",
        r"\1，\2：\3；这个文件没有入库",
    ),
    (r"(?:line|row) (\d+)", r"第 \1 行"),
    (r"record (\d+)", r"第 \1 条记录"),
    (r"(.*)没有读：(.+)", r"\1没有读：\2"),
    (r"field '(.+)' is not a date: (.+)", r"\1 不是日期：\2"),
    (
        r"field '(.+)' must be YYYY-MM-DD, not (.+); if it is no date: --field date=",
        r"\1 要写成 2022-04-03，不是 \2；本来不是日期的，用 --field date= 说明",
    ),
    (r"field '(.+)' must be a string, (not [^;]+); (.+)", r"\1 要是文字，\2；\3"),
    (r"field '(.+)' must be a string, (not [^;]+)", r"\1 要是文字，\2"),
    (r"field '(.+)' must be a list of strings", r"\1 要是一列文字"),
    (r"field 'id' must not be empty", "id 不能是空的"),
    (r"field '(.+)' stands there twice", r"\1 写了两次"),
    (
        r"fields found: (.+); accepted as (\w+): (.+); or name it: --field \w+=NAME",
        r"有的字段：\1；认作 \2 的：\3；叫别的名字，用 --field \2=名字 说明",
    ),
    (r"not missing or null", "却没有写"),
    (r"not (?:int|float)", "不是数"),
    (r"not bool", "不是真假值"),
    (r"not list", "不是列表"),
    (r"not dict", "不是对象"),
    (
        r"(.+): another process is writing \(waited (.+) s\): try again later",
        r"\1：另一个进程正在写（等了 \2 秒）：过一会儿再试",
    ),
    (
        r"(.+): the disk is full, this batch was not written: free some space(?: \(.+\))?",
        r"\1：磁盘满了，这一批没有写入：腾出地方再运行",
    ),
    (
        r"(.+): the disk failed to read or write, this batch was not written(?: \(.+\))?",
        r"\1：磁盘读写出错，这一批没有写入",
    ),
    (
        r"(.+): cannot be written: check the permissions of the folder(?: \(.+\))?",
        r"\1：写不进去：看看文件夹的权限，是不是只读",
    ),
    (
        r"(.+): cannot make an archive here \((.+)\)",
        r"\1：这里建不了档案（\2）：看看权限，或换一个文件夹",
    ),
    (
        r"(.+): is a copy that is not finished: run `(.+)` again; or delete (.+) to keep what was "
        r"copied",
        r"\1：复制未完成：再运行 \2；只要已复制的，就删除 \3",
    ),
    (
        r"(.+): is a pipe, no file: save what it gives as a file and add that",
        r"\1：是管道，不是文件：把它给出的内容存成文件再加入",
    ),
    (
        r"(.+): is a device, no file: save what it gives as a file and add that",
        r"\1：是设备，不是文件：把它给出的内容存成文件再加入",
    ),
    (
        r"(.+): has (\d+) bytes, (\d+) may be read at once: split the file",
        r"\1：有 \2 字节，一次最多读 \3 字节：拆成几个文件再加入",
    ),
    (r"since (.+) is after until (.+): exchange them", r"起始日期 \1 晚于截止日期 \2：对调"),
    (r"字段 (?:text|question)：应在 1 到 \d+ .*，而不是 0 .*", "问题是空的：写上要问的"),
    # What a caller gives.
    (r"k is (.+): give a whole number of at least 1", r"-k 是 \1：写 1 或更大的整数"),
    (r"(\w+) is (.+): give a whole number of at least 1", r"\1 是 \2：写 1 或更大的整数"),
    (r"(\w+) is (.+): give a name of up to (\d+) characters", r"\1 是 \2：写一个至多 \3 字的名字"),
    (r"(\w+) is (.+): give a number from 0 to 1", r"\1 是 \2：写 0 到 1 之间的数"),
    (
        r"(\w+): one string where a list is wanted: put it in a list",
        r"\1：要一列文字，给的是一个：放进列表",
    ),
    (r"(\w+) (?:is a|has) (.+): give a list of strings", r"\1 是 \2：要一列文字"),
    (r"length is (.+): ask for at least (\d+) characters", r"--length 是 \1：至少 \2 字"),
    (r"candidates is (.+): ask for at least 1", r"candidates 是 \1：至少 1"),
    (r"batch must be at least 1, not (.+)", r"batch 是 \1：至少 1"),
    (r"(.+) is not a kind of summary: choose (.+)", r"没有 \1 这种摘要：\2 里选一个"),
    (r"arms must be some of (.+), not (.+)", r"检索的路是 \1，没有 \2"),
    (r"(\w+) is (.+): give one of (.+)", r"\1 是 \2：\3 里选一个"),
    (r"(.+) is not Unicode text: type it in UTF-8", r"\1 不是 Unicode 文字：用 UTF-8 输入"),
    (
        r"\[(.+)\) is no span of article (.+): its (.+) has (\d+) characters",
        r"[\1) 不在文章 \2 里：它有 \4 字",
    ),
    (
        r"article (.+) would have no text left: delete it, or keep some",
        r"文章 \1 一个字也不剩了：删除它，或留一些",
    ),
    (
        r"article (.+) does not have the quotation at \[(.+)\): ask again",
        r"文章 \1 的 [\2) 处不是这段引文：再问一次",
    ),
    (
        r"(.+): its article (.+) is in the archive from (.+) and says something else there: give "
        r"each its own id, or relocate .+ if it is this file, moved",
        r"\1：其中文章的编号 \2 在档案里是 \3 的，内容不同：各用各的编号；文件搬了家，"
        r"就用 kanbao relocate 说明",
    ),
    (
        r"article (.+) is here from (.+) and says something else: give each its own id, or "
        r"relocate that file if it has moved",
        r"文章 \1 在档案里是 \2 的，内容不同：各用各的编号；文件搬了家，就用 kanbao relocate 说明",
    ),
    (r"two articles have the id (.+): give each its own", r"两篇文章的编号都是 \1：各用各的"),
    (
        r"article (.+) has (\d+) characters, at most (\d+) are taken: split it",
        r"文章 \1 有 \2 字，最多收 \3 字：拆成几篇",
    ),
    (
        r"(.+) and (.+): one lies in the other: .+",
        r"\1 和 \2：一个在另一个里面：换一个文件夹",
    ),
    (r"(.+): has articles already: name a new folder", r"\1：里面已有文章：换一个新的文件夹"),
    (
        r"(.+): articles were already added from there: delete them first",
        r"\1：已有文章是从那里入库的：先删除它们",
    ),
    (r"(.+): is given (\d+) times: name each archive once", r"\1：写了 \2 次：每个档案写一次"),
    (r"(\d+) worker processes: at least 1 is needed", r"\1 个进程：至少要 1 个"),
    (
        r"a standing question is asked of articles to come: no ids",
        r"常设问题问的是以后的文章：不能写编号",
    ),
    (
        r"(.+) says no field's name: write text=NAME, of (.+)",
        r"\1 没有说是哪一种：写成 text=名称，种类有 \2",
    ),
    (r"no field is called (.+): give one of (.+)", r"没有 \1 这一种：\2 里选一个"),
    (r"two fields have one name: give each its own", r"两种写了同一个名称：各写各的"),
    (r"Ray is not installed: (.+)", r"没有装 Ray：\1"),
    # What is wrong with an archive.
    (r"(.+): this archive was closed: open it again", r"\1：这个档案已关闭：重新打开"),
    (
        r"(.+): another process wrote while it was read: try again",
        r"\1：读的时候另一个进程在写：再试一次",
    ),
    (r"(.+): was written while it was (?:read|copied): .+", r"\1：读的时候有人在写：再试一次"),
    (
        r"(.+): has (?:schema|format) (.+), this version of kanbao reads (.+?): .+",
        r"\1：档案的格式是 \2，这个版本的 kanbao 读 \3：用新的版本，或重新入库",
    ),
    (r"(.+): (\S+) is empty: restore it from a copy", rf"\1：\2 是空的：{_RESTORE}"),
    (
        r"(.+): (\S+) is (?:damaged|not a database): restore it from a copy(?: \(.+\))?",
        rf"\1：\2 坏了：{_RESTORE}",
    ),
    (
        r"(.+): cannot be opened: check the permissions of the folder; .+",
        r"\1：打不开：看看文件夹的权限；里面有 -wal 文件的，先在能写的地方打开一次",
    ),
    (r"(.+): cannot be used \((.+)\)", r"\1：用不了（\2）"),
    (
        r"(.+): an archive in Lance tables needs LanceDB: (.+)",
        r"\1：Lance 表的档案要用 LanceDB：\2",
    ),
    (
        r"article (.+) is damaged \((.+)\): restore the archive from a copy",
        rf"文章 \1 坏了（\2）：{_RESTORE}",
    ),
    (
        r"(.+): cannot be opened \((.+)\): check the name and the permissions",
        r"\1：打不开（\2）：看看名字和权限",
    ),
    (
        r"(.+): is no calibration: delete it, and calibrate again \(.+\)",
        r"\1：不是校准文件：删掉它，重新校准",
    ),
    (
        r"(.+): was made by another version of kanbao, which finds words otherwise: run "
        r"`kanbao rebuild`, or use that version",
        rf"\1：是另一个版本的 kanbao 建的，分词不同：{_REBUILD}，或用那个版本",
    ),
    (
        r"(.+): was made with (.+) (\S+), this is (.+): use the first, or rebuild the archive "
        r"with the second",
        rf"\1：建它的模型是 \3，现在的是 \4：用原来的，或{_REBUILD}",
    ),
    (r"(.+): is on a server: (?:verify it|do this) there", r"\1：在服务器上：到那里做"),
    (r"(.+): does not exist: (.+) lists it", r"\1：没有这个文件夹，\2 里却列着它"),
    # What is wrong with a file.
    (r"(.+)：读不了：(.+)", r"\1：读不了：\2"),
    (r"Not a directory", "有一段不是文件夹"),
    (r"File name too long", "名字太长"),
    (r"no JSON object: (.+)", r"不是 JSON 对象：\1"),
    (r"no JSON: (.+) \(character (\d+)\)", r"不是 JSON：\1（第 \2 个字符）"),
    (r"(.+): line (\d+) column (\d+) \(char \d+\)", r"\1（第 \2 行第 \3 个字符）"),
    (r"expected (.+) but found the end at character (\d+)", r"第 \2 个字符处要有 \1，却完了"),
    (r"expected (.+) but found (.+) at character (\d+)", r"第 \3 个字符处要有 \1，却是 \2"),
    (r"(.+) after the (?:object|array)", r"结束之后还有 \1"),
    (r"Expecting value", "少一个值"),
    (r"Expecting property name enclosed in double quotes.*", "少一个用双引号括起来的名字"),
    (r"Expecting (.+) delimiter", r"少一个 \1"),
    (r"Unterminated string starting at", "引号没有合上"),
    (r"Extra data", "后面还有多余的内容"),
    (r"Invalid control character at", "有不能写在里面的控制字符"),
    (r"Invalid \\.*escape.*", "反斜杠后面写错了"),
    (r"Illegal trailing comma before end of .+", "末尾多一个逗号"),
    (r"start, end and quote do not agree", "引文和起止的位置不符"),
    (r"the pieces are not those of the quotation", "引文和原文件里的位置不符"),
    (r"id (.+) stands in line (\d+) already", r"编号 \1 在第 \2 行已经有了"),
    (
        r"field '(.+)' has (U\+\w+) at character (\d+), which is not text",
        r"\1 的第 \3 个字符是 \2，不是文字",
    ),
    (
        r"(.+): has more than ([\d,]+) (?:files|marks|subfields|dots).*",
        r"\1：太大（多于 \2）：拆小再加入",
    ),
    (
        r"(.+): more than ([\d,]+) (?:lines|cells): split the table",
        r"\1：表格太大（多于 \2）：拆开",
    ),
    (
        r"(.+): becomes too large when it is unpacked: .+",
        r"\1：解开后太大：解开看看里面是什么，把文件入库",
    ),
    (r"(.+): stands in too many archives: unpack them", r"\1：压缩包套得太深：解开"),
    (
        r"(.+): the file's name is not UTF-8 .+: rename the file",
        r"\1：文件名不是 UTF-8（别的系统的编码）：改个名字",
    ),
    (
        r"(.+): cannot be read, is probably (.+): fetch the file anew, or convert it back",
        r"\1：是乱码，大概是 \2：重新下载，或转换回去",
    ),
    (
        r"(.+), line (\d+), column (\d+): (.+); fetch the file again, or take it as it is .+",
        r"\1，第 \2 行第 \3 列：\4：重新下载，或用 --repair 照样读入，坏的地方记为 �",
    ),
    (r"(.+), and in (\d+) more places", r"\1，另有 \2 处"),
    (
        r"(\S+) text is damaged or cut off at byte (\d+) of (\d+) \((.+)\)",
        r"\1 文字坏了或没有下完（\3 字节中的第 \2 个，\4）",
    ),
    (
        r"text in two encodings, (.+): another one begins here",
        r"文字有两种编码（\1），从这里起是另一种",
    ),
    (
        r"(.+), line (\d+), column (\d+): no text file: control character (\S+) at .+",
        r"\1，第 \2 行第 \3 列：有控制字符 \4，不是文字：去掉它，或转成文字",
    ),
    (
        r"(.+), line (\d+): the row that begins here has a quotation mark that is not closed.+",
        r"\1，第 \2 行：从这一行起有引号没有合上：改好它，或用 --repair 照原样读这一行",
    ),
    (
        r"(.+): the file is cut off or damaged \((.+)\): fetch it again.+",
        r"\1：文件没有下完或坏了（\2）：重新下载，或用 --repair 能读多少读多少",
    ),
    (
        r"(.+): is locked to a reader's account: get it without the lock",
        r"\1：锁在读者的账号上：换没有锁的",
    ),
    (r"(.+): is XML without anything in it: export it anew", r"\1：XML 里什么也没有：重新导出"),
    (
        r"(.+): is XML, no feed of news, and has no records .+",
        r"\1：是 XML，但不是新闻，里面没有一条条的记录：导出成 RSS、.jsonl 或 .html",
    ),
    (r"(.+): no text in this feed's items; .+", r"\1：这份订阅里只有标题：收集文章全文"),
    (
        r"(.+): is no e-mail, it has no header: name it .txt if it is a text",
        r"\1：不是邮件（没有信头）：是文字就改名为 .txt",
    ),
    (r"(.+): is no MARC file .+", r"\1：不是 MARC 文件：把记录导出成 .mrc 或 MARCXML（.xml）"),
    (
        r"(.+): is written in MARC-8: .+",
        r"\1：编码是 MARC-8：导出成 UTF-8，或用 yaz-marcdump -f marc-8 -t utf-8 转换",
    ),
    (r"(.+): no record in it can be read; export it anew", r"\1：没有一条记录读得了：重新导出"),
    (
        r"(.+): no article: none of its (\d+) records has a text or an abstract .+",
        r"\1：没有文章：\2 条记录都没有正文或提要：正文在别的字段，用 --field text=905 说明",
    ),
    (
        r"(.+): no article: none of its (\d+) records has text",
        r"\1：没有文章：\2 条记录都没有正文",
    ),
    (r"(.+): no article: the sheets are blank", r"\1：没有文章：表格是空白的"),
    (
        r"(.+): no article in this table: (?:sheet '.*?': )?no column of texts among (.+?):"
        r" name it, .+",
        r"\1：没有认出哪一列是正文（各列：\2）：把那一列的列名改成“正文”，"
        r"或用 --field text=列名 说明",
    ),
    (r"no row has a text", "没有一行有正文"),
    (r"(.+): no article in this table: (.+)", r"\1：这个表格里没有文章：\2"),
    (r"(.+): no text under its title: the file is blank", r"\1：标题下面没有文字"),
    (
        r"(.+): the front matter's date must be YYYY-MM-DD, not (.+)",
        r"\1：开头的日期要写成 2022-04-03，不是 \2",
    ),
    (
        r"(\d+) cells under (\d+) columns: put quotes around a cell .+",
        r"有 \1 格，标题只有 \2 列：里面有分隔符的格要用引号括起来",
    ),
    (
        r"(.+): no text layer: its pages are pictures \((.+?)\): .+",
        r"\1：没有文字，各页都是图片（\2）：装上识别（pip install 'kanbao[ocr]'），"
        r"或识别后另存成有文字的 PDF",
    ),
    (
        r"(.+): its pages \((.+)\) are blank, without text and pictures: .+",
        r"\1：各页（\2）都是空白的：看看是不是这个文件，或重新打印成 PDF",
    ),
    (
        r"(.+): (\d+) of (\d+) characters have no Unicode in its fonts; .+",
        r"\1：\3 个字里有 \2 个在字体里认不出是什么字：识别文字（OCR），或重新导出 PDF",
    ),
    (
        r"(.+): no text was recognised on its pictures .+",
        r"\1：图片上没有识别出文字：看看是不是文字的扫描件，用每英寸 200 点以上重新扫描",
    ),
    (
        r"(.+): is no picture that can be opened .+",
        r"\1：不是打得开的图片（PNG、JPEG、TIFF、WebP）：重新复制或另存",
    ),
    (
        r"(.+): (?:page \d+ )?has \d+ (?:x \d+ )?(?:dots|pages), .+: (?:save it smaller|split).+",
        r"\1：太大：另存得小些（每英寸 300 点就够），页太多就拆开",
    ),
    (r"(.+): is no RTF document: .+", r"\1：不是 RTF 文档：按它是什么改名（.txt 或 .docx）"),
    (r"(.+): no text on these slides: .+", r"\1：幻灯片上没有文字：图片里的字先识别"),
    (
        r"(.+): is an OpenDocument file without (?:text|tables): save it as (\S+)",
        r"\1：里面没有要读的：另存为 \2",
    ),
    (
        r"the record's date is not a date: (.+): mend it, or .+",
        r"日期不是日期：\1：改好它，或用 --repair 不记这一条的日期",
    ),
    (r"(.+): the document is cut off at its end: fetch .+", rf"\1：没有下完：{_AS_IT_IS}"),
    (r"(.+): bytes that are no characters: fetch .+", rf"\1：有的字节不是文字：{_AS_IT_IS}"),
    (
        r"(.+), record (\d+): (.+); export it anew, or leave that record out .+",
        r"\1，第 \2 条记录：\3：重新导出，或用 --repair 略过这一条",
    ),
    (r"the record is cut off: its end mark is not there", "没有完，少了结束的标记"),
    (r"its directory (?:has (\d+) fields, (\d+) are there|is damaged)", "目次坏了"),
    (
        r"(.+): (\w+=.*): no field of a MARC record: .+",
        r"\1：\2：不是 MARC 的字段：写字段号 905，或连子字段 905a",
    ),
    (
        r"(.+): a row (?:has more than (?:\d+) cells|is numbered beyond (?:\d+)): save it anew.*",
        r"\1：行数或格数超出表格的限度：用表格程序另存一份",
    ),
    (r"(.+): its pages cannot be shown: unpack it .+", r"\1：里面的版面图看不了：先解开"),
    (
        r"(.+): has (?:no page (\d+)|(\d+) pages, none is page (\d+))",
        r"\1：没有这一页",
    ),
    (r"(YAML|TOML) front matter", r"开头的 \1"),
    (r"an Outlook mail", "Outlook 邮件"),
    (
        r"not an OLE2 structured storage file|it has no properties of a mail"
        r"|its parts are larger than the file",
        "没有下完或坏了",
    ),
    (r"it is a mail in too many others", "邮件套得太深"),
    (r"more than (\d+) groups in each other", r"括号套了不止 \1 层"),
    # What is wrong with archives that are read as one, in Lance tables, or on a server.
    (r"(.+): cannot be read: (.+)", r"\1：读不了：\2"),
    (r"(.+): lists no archives: write (.+)", r"\1：没有列出档案：写成 \2"),
    (r"(.+): names of archives are texts: write (.+)", r"\1：档案的名字要写成文字：\2"),
    (r"(.+): is not TOML \((.+)\): write (.+)", r"\1：不是 TOML（\2）：写成 \3"),
    (r"(.+): '(.+)' is not known here: write (.+)", r"\1：不认得 \2：写成 \3"),
    (r"(.+): is not UTF-8: save it as UTF-8", r"\1：不是 UTF-8：另存为 UTF-8"),
    (
        r"(.+): is a list of archives itself: list those in (.+)",
        r"\1：本身是档案的清单：把它列的写进 \2",
    ),
    (r"(.+): keys is no table: write (.+)", r"\1：keys 写成 \2"),
    (r"(.+): there is a key for (.+), which is not listed", r"\1：有 \2 的密钥，却没有列出它"),
    (
        r"(.+): the key for (.+) is no name of a variable: .+",
        r"\1：\2 的密钥要写环境变量的名字，密钥写在那个变量里，不写在这里",
    ),
    (
        r"(.+): the key for (.+) is to be in (.+), which is not set: .+",
        r"\1：\2 的密钥应在环境变量 \3 里，却没有设：设好它",
    ),
    (r"no archives to read as one: name at least one folder", "没有写档案：至少写一个文件夹"),
    (
        r"(.+): this is several archives, which are only read together: .+ the last, (.+)",
        r"\1：这是几个档案，合起来只能读：写明要改的那一个；新文章加进最后一个，\2",
    ),
    (
        r"(.+): is on a server, and is copied there: .+",
        r"\1：在服务器上：到那里运行 kanbao move，这里用没有它的清单",
    ),
    (
        r"article (.+) is in two archives, (.+) and (.+): delete it from one of them",
        r"文章 \1 在两个档案里，\2 和 \3：从一个里删除",
    ),
    (r"(.+); or leave it out: it is read as one with (.+)", r"\1；或不列它：它和 \2 合起来读"),
    (
        r"(.+): in Lance tables it is not read as one with others: .+",
        r"\1：是 Lance 表，不能和别的合起来读：用 kanbao move 搬成 SQLite 的文件夹",
    ),
    (
        r"(.+): is several archives read as one, or in Lance tables: .+",
        r"\1：是合起来读的几个档案，或是 Lance 表：列出其中 SQLite 的各个档案",
    ),
    (r"(.+): serves (.+): write (.+)", r"\1：有的是 \2：写成 \3"),
    (
        r"(.+): does not answer \((.+)\): start kanbao serve there, or leave it out",
        r"\1：没有应答（\2）：在那里运行 kanbao serve，或去掉它",
    ),
    (r"nothing came for (.+) s", r"等了 \1 秒"),
    (r"\[Errno \d+\] Connection refused", "那里没有程序在听"),
    (r"\[Errno -?\d+\] (?:Name or service not known|Temporary failure in name .+)", "没有这个主机"),
    (r"(.+) without a folder: write lance:FOLDER", r"\1 后面没有文件夹：写成 lance:文件夹"),
    (
        r"(.+): is an archive of SQLite: leave out (.+), or move it to a new folder",
        r"\1：是 SQLite 的档案：去掉 \2，或用 kanbao move 搬到新的文件夹",
    ),
    (
        r"(.+): was read for an hour while others wrote: try again",
        r"\1：读了一小时，这期间有人在写：再试一次",
    ),
    (
        r"(.+): this batch was not written \((.+)\): .+",
        r"\1：这一批没有写进去（\2）：腾出地方，看看权限",
    ),
    (
        r"(.+): a table cannot be used(?:, this batch was not written)?: .+ \((.+)\)",
        rf"\1：有一个表用不了（\2）：看看磁盘和权限，或{_RESTORE}",
    ),
    (r"(.+): (\S+) is not Kanbao's: name another folder", r"\1：\2 不是看报的：换一个文件夹"),
    (
        r"(.+): the embedder (.+) has other weights than the one it was made with \(.+\): .+",
        rf"\1：模型 \2 的权重和建它时的不同：用原来的，或{_REBUILD}",
    ),
    (
        r"article (.+): its text no longer has the chunk .+",
        rf"文章 \1：正文里没有这个片段了：{_REBUILD}",
    ),
    (
        r"(?:(.+): vectors|vectors \d+ to \d+) differ in length: restore .+",
        rf"各篇的向量长短不一：{_RESTORE}，或{_REBUILD}",
    ),
    (r"(\d+) of (\d+) chunks found are not in the archive: .+", rf"索引和文章不符：{_RESTORE}"),
    (
        r"(.+): has (\d+) articles, not the (\d+) that were copied: verify both",
        r"\1：有 \2 篇，复制的是 \3 篇：两处都用 kanbao verify 查",
    ),
    # What is wrong with a model or with other processes.
    (
        r"the model (.+) did not come with Kanbao: it takes (.+), which is not installed: (.+)",
        r"模型 \1 不是随看报来的，要用 \2，没有装：\3",
    ),
    (
        r"cannot load the model (.+?): (.+); its files are damaged: install Kanbao again",
        r"模型 \1 载入不了（\2）：文件坏了：重新安装看报",
    ),
    (r"cannot load the model (.+?): (.+)", r"模型 \1 载入不了：\2"),
    (
        r"no model (.+): tried (.+), and (.+)",
        r"没有模型 \1：找过 \2 和 \3",
    ),
    (r"the local hub cache \(offline\)", "本机的模型缓存（没有联网）"),
    (r"the hub", "网上的模型库"),
    (
        r"workers ended (\d+) times over the same batch \((.+)\): .+",
        r"同一批里工作进程结束了 \1 次（\2）：大概内存不够：少用几个",
    ),
    (
        r"a worker cannot load what it is to work with \((.+)\): .+",
        r"工作进程载入不了要用的（\1）：每台机器装一样的看报和模型",
    ),
    (
        r"a worker's (?:embedder|generator) is (.+), here it is (.+): .+",
        r"工作进程的模型是 \1，这里是 \2：每台机器装一样的模型",
    ),
    (
        r"a worker has no recogniser of scans, or another than here: .+",
        "工作进程没有识别，或版本不同：每台机器装一样的 kanbao[ocr]",
    ),
    (r"(-?\d+) workers: at least 1 is needed", r"\1 个工作进程：至少要 1 个"),
    (r"no worker of the cluster is left, .+", "集群里没有工作进程了：看看各台机器"),
    (
        r"the cluster did not begin (\d+) workers .+",
        r"集群没有开出 \1 个工作进程：少用几个，或等有空",
    ),
    (
        r"a worker of the cluster does not begin \((.+)\): .+",
        r"集群的工作进程开不起来（\1）：每台机器装一样的看报",
    ),
    (
        r"the cluster's workers have Kanbao (.+), here is (.+): .+",
        r"集群里的看报是 \1，这里是 \2：每台机器装一样的",
    ),
    (
        r"no Ray cluster at (.+): begin one .+ \((.+)\)",
        r"\1 没有 Ray 集群（\2）：用 ray start --head 开一个，写 HOST:PORT；只用本机写 local",
    ),
    (
        r"nothing answers at (.+): is it a Ray cluster\? \((.+)\)",
        r"\1 没有应答（\2）：是 Ray 集群吗？",
    ),
    (r"what answers at (.+) is no Ray cluster: .+", r"\1 不是 Ray 集群：写它的 HOST:PORT"),
    # What verify finds.
    (r"file (.+): has changed since it was added: add it again", r"\1：入库后改动过：再入库一次"),
    (
        r"file (.+): is not there: put it back, or relocate it if it has moved",
        r"\1：不在了：放回原处；移到了别处，就用 kanbao relocate 说明",
    ),
    (
        r"file (.+): a relative path, and not found here: add the file again",
        r"\1：是相对路径，在这里找不到：再入库一次",
    ),
    (r"article '(.+)': its text is not what stands in (.+)", r"文章 \1：正文和 \2 里的不一样"),
    (r"article '(.+)': its title is not what stands in (.+)", r"文章 \1：标题和 \2 里的不一样"),
    (
        r"article '(.+)': (.+) was added again and has it no more: delete it, or put the file back "
        r"as it was",
        r"文章 \1：\2 再入库时已没有它：删除它，或把原来的文件放回去",
    ),
    (
        r"article '(.+)': its content is not what was added",
        rf"文章 \1：内容不是入库时的：{_RESTORE}",
    ),
    (r"article '(.+)': its signature is not its text's", rf"文章 \1：特征和正文不符：{_REBUILD}"),
    (
        r"article '(.+)': chunk \[(\d+), (\d+)\) of (\d+) characters",
        rf"文章 \1：片段 [\2, \3) 不在它的 \4 字里：{_REBUILD}",
    ),
    (
        r"article '(.+)': characters (\d+) to (\d+) are in no chunk",
        rf"文章 \1：第 \2 到 \3 字不在任何片段里：{_REBUILD}",
    ),
    (r"word (.+): .*instead of .+", rf"字词 \1 的索引和正文不符：{_REBUILD}"),
    (r"vector (\d+): .*instead of .+", rf"第 \1 个向量的大小不对：{_REBUILD}"),
    (r"nothing says what made the vectors", f"没有记下是哪个模型算的向量：{_REBUILD}"),
    (r"database: (.+)", rf"数据库坏了（\1）：{_RESTORE}"),
    (
        r"(vectors\.faiss) (?:is torn: .+|belongs to .+|has .+)",
        r"\1 坏了或不是这个档案的：下次检索时会重做",
    ),
    # What a file is that is no text of news, and what to do with it.
    (
        r"name it \.csv, or \.tsv where tabs are between its cells",
        "改名为 .csv，用制表符分列的改为 .tsv",
    ),
    (r"name it (\S+) or (\S+)", r"改名为 \1 或 \2"),
    (r"name it (\S+)", r"改名为 \1"),
    (r"export it as (\S+)", r"导出成 \1"),
    (r"save it as (\S+)", r"另存为 \1"),
    (r"save the page that it shows as (\S+)", r"把它显示的网页另存为 \1"),
    (
        r"open it in its program and save it as \.docx, \.pdf or \.txt",
        "用原来的程序打开，另存为 .docx、.pdf 或 .txt",
    ),
    (
        r"open it in (\w+), WPS or LibreOffice and save it as (\S+)",
        r"用 \1、WPS 或 LibreOffice 打开，另存为 \2",
    ),
    (r"open it and save it without one", "打开，另存成没有密码的"),
    (r"unpack it and add the files in it", "解开，把里面的文件入库"),
    (r"add its transcript", "入库它的文字稿"),
    (r"add the PDF that it makes", "入库它生成的 PDF"),
    (r"take out the times, or add the text", "去掉时间，或入库文字稿"),
    (r"decode it first", "先解码"),
    (r"a web page \(HTML\)", "网页（HTML）"),
    (r"an e-mail or a saved web page \(MIME\)", "邮件或存下的网页（MIME）"),
    (r"a table", "表格"),
    (r"a rich text document \(RTF\)", " RTF 文档"),
    (r"subtitles with their times", "带时间的字幕"),
    (r"a TeX document", " TeX 文档"),
    (r"a program \(PHP\)", "程序（PHP）"),
    (r"data in base64", " base64 数据"),
    (r"a PDF file", " PDF 文件"),
    (r"a picture", "图片"),
    (r"a sound recording", "录音"),
    (r"a packed archive(?: \((\w+)\))?", "压缩包"),
    (r"compressed \((\w+)\)", r"压缩文件（\1）"),
    (r"a database", "数据库"),
    (r"locked with a password", "加了密码的"),
    (r"a document of old Word or WPS \((.+)\)", r"旧版 Word 或 WPS 文档（\1）"),
    (r"a workbook of old Excel \((.+)\)", r"旧版 Excel 工作簿（\1）"),
    (r"a presentation of old PowerPoint \((.+)\)", r"旧版 PowerPoint 幻灯片（\1）"),
    (r"a document of an old office program \((.+)\)", r"旧版办公软件的文档（\1）"),
    (r"an Outlook message", " Outlook 邮件"),
    (r"a Word document", " Word 文档"),
    (r"a workbook of Excel", " Excel 工作簿"),
    (r"a presentation", "幻灯片"),
    (r"an e-book", "电子书"),
    (r"an OpenDocument (?:text|table|file)", " OpenDocument 文档"),
    (r"MARC records of a library \(ISO 2709\)", "图书馆的 MARC 记录"),
)
_GROUP = re.compile(r"\\(\d)")
"""Where a part of the message stands in the Chinese: said in Chinese too, if there are words."""
_SYSTEM = {
    errno.EACCES: "没有权限：看看文件和文件夹的权限",
    errno.EPERM: "没有权限：看看文件和文件夹的权限",
    errno.EROFS: "在只读的盘上，写不进去：换一个能写的位置",
    errno.ENOSPC: "磁盘满了：腾出地方再运行",
    errno.EDQUOT: "配额用完了：腾出地方再运行",
    errno.ENOENT: "不在：看看名字对不对",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "有一段不是文件夹：看看名字对不对",
}


def in_chinese(message: str) -> str:
    """Return what a message of the library says, in Chinese where there are words for it."""
    for english, chinese in _ROWS:  # compiled where there is a message: every command imports this
        if found := re.fullmatch(english, message, re.DOTALL):
            return _GROUP.sub(lambda group: in_chinese(found[int(group[1])] or ""), chinese)
    return message


def of_system(error: OSError) -> str:
    """Return what the system says of a file, in Chinese where it is said often."""
    why = _SYSTEM.get(error.errno or 0)
    if why is None:
        return str(error)
    return f"{error.filename}：{why}" if error.filename else why
