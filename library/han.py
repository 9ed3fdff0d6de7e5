"""Chinese is written in two scripts: a pattern worded in simplified characters holds for traditional ones as well.

The texts of Taiwan and Hong Kong say the same words as those of the mainland in other shapes. Offsets stay as they are,
since the pattern is widened and the text is left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["TRADITIONAL", "both_scripts", "compile", "simplified"]

_PAIRS = """
药藥 见見 应應 剂劑 无無 发發 时時 参參 点點 内內 对對 号號 为為 过過 个個 状狀 区區 数數 间間 试試 较較 进進
献獻 说說 类類 减減 项項 岁歲 两兩 请請 级級 书書 单單 报報 组組 称稱 缓緩 学學 变變 险險 长長 编編 没沒 来來
现現 验驗 详詳 标標 当當 给給 风風 产產 临臨 规規 妇婦 国國 医醫 动動 证證 统統 问問 静靜 满滿 肾腎 联聯 须須
这這 仅僅 图圖 吗嗎 语語 胶膠 总總 装裝 监監 终終 经經 针針 结結 别別 该該 调調 许許 资資 轻輕 观觀 测測 况況
随隨 从從 计計 将將 还還 阅閱 题題 业業 电電 关關 论論 预預 处處 议議 径徑 显顯 约約 续續 严嚴 获獲 软軟 悬懸
释釋 频頻 义義 备備 强強 贮貯 开開 质質 断斷 传傳 条條 询詢 场場 龄齡 记記 汉漢 颗顆 选選 辅輔 评評 达達 则則
订訂 码碼 写寫 样樣 册冊 头頭 损損 转轉 钟鐘鍾 独獨 诊診 浆漿 钾鉀 脉脈 术術 维維 导導 诱誘 温溫 识識 担擔 滥濫
谢謝 画畫 细細 读讀 够夠 话話 审審 虑慮 认認 难難 饭飯 伤傷 铂鉑 缩縮 觉覺 喷噴 带帶 马馬 钠鈉 钙鈣 镁鎂 肠腸
腾騰 败敗 误誤 双雙 访訪 恶惡 湿濕 运運 销銷 检檢 设設 礼禮 横橫 纵縱 亚亞 务務 赋賦 邮郵 责責 辑輯 冲沖衝 专專
视視 们們 着著 婴嬰 碍礙 创創 压壓 亿億 尔爾 择擇 顶頂 竞競 雾霧 渗滲 换換 宝寶 暂暫 脏臟髒 盐鹽 氢氫 览覽 响響
签簽 肿腫 润潤 肤膚 饮飲 负負 锭錠 瘾癮 乱亂 遗遺 顺順 轴軸 汇匯彙 输輸 队隊 护護 购購 买買 营營 讯訊 简簡 络絡
阶階 卫衛 录錄 节節 态態 页頁 讨討 谨謹 实實 决決 赖賴 储儲 执執 脑腦 颅顱 诸諸 继繼 奥奧 团團 广廣 浓濃 纳納
际際 围圍 净淨 环環 滤濾 矫矯 绝絕 彻徹 忧憂 领領 争爭 贴貼 胆膽 红紅 声聲 笔筆 补補 碱鹼 综綜 烧燒 灭滅 饱飽
顾顧 顽頑 办辦 与與 万萬 后後 于於 并並併 余餘 准準 制製 里裡裏 复復複 确確 几幾 机機 么麼 体體 儿兒 冻凍 划劃
刚剛 剧劇 历歷 协協 启啟啓 员員 坏壞 块塊 帮幫 师師 异異 弃棄 张張 归歸 忆憶 怀懷 惯慣 户戶 扩擴 据據 摄攝 旧舊
杀殺 杂雜 权權 极極 构構 树樹 档檔 毕畢 气氣 汤湯 泪淚 泻瀉 洁潔 浅淺 涂塗 溃潰 滞滯 灵靈 炼煉 热熱 爱愛 牵牽
疗療 疮瘡 痉痙 痒癢 痫癇 癫癲 皱皺 盖蓋 盘盤 离離 种種 积積 稳穩 窦竇 粪糞 紧緊 纤纖 纯純 线線 绍紹 绪緒 罗羅
胀脹 胁脅 胜勝 脱脫 苏蘇 荐薦 蓝藍 虚虛 虽雖 袭襲 触觸 训訓 词詞 诺諾 贫貧 趋趨 踪蹤 车車 载載 边邊 远遠 违違
连連 迟遲 适適 递遞 郁鬱 铁鐵 银銀 锌鋅 错錯 门門 闭閉 闷悶 阈閾 阳陽 阴陰 阵陣 隐隱 顿頓 颈頸 额額 颜顏 颤顫
饥飢 馈饋 驱驅 驾駕 骤驟 黄黃 齿齒 亲親 仪儀 价價 优優 众眾 伪偽 侧側 倾傾 偿償 兰蘭 养養 击擊 劝勸 励勵 劳勞
势勢 匀勻 华華 厂廠 厌厭 厕廁 叠疊 叶葉 听聽 呕嘔 呛嗆 咸鹹 哑啞 圆圓 坚堅 堕墮 壮壯 壳殼 夹夾 宫宮 宽寬 寻尋
尝嘗 尽盡儘 层層 属屬 干乾幹 废廢 弥彌 弯彎 弹彈 恒恆 恼惱 惊驚 惧懼 愿願 抚撫 拟擬 挤擠 挥揮 晒曬 晕暈 杆桿
浊濁 济濟 涌湧 溅濺 潜潛 灾災 烦煩 烫燙 疟瘧 疡瘍 痪瘓 矿礦 础礎 筛篩 粘黏 纠糾 纪紀 纱紗 纹紋 绕繞 绿綠 缝縫
网網 聋聾 职職 胫脛 脓膿 脚腳 虫蟲 虾蝦 蚀蝕 蜡蠟 裤褲 让讓 讲講 诉訴 译譯 谈談 谓謂 谱譜 货貨 费費 跃躍 迁遷
迹跡 采採 鉴鑑 铝鋁 铜銅 链鏈 锂鋰 锥錐 锰錳 镇鎮 镜鏡 阀閥 霉黴 颊頰 颌頜 颠顛 饲飼 饿餓 驻駐 麦麥 龈齦 系係
占佔 症癥 游遊 台臺 会會 橼櫞 届屆 鲁魯 贡貢 伦倫 贝貝 辞辭 琼瓊 韦韋 谣謠 征徵 松鬆 周週
"""
TRADITIONAL = {pair[0]: pair[1:] for pair in _PAIRS.split()}
"""Each simplified character with the traditional ones that stand for it."""

_SIMPLIFIED = {ord(other): pair[0] for pair in reversed(_PAIRS.split()) for other in pair[1:]}


def simplified(text: str) -> str:
    """The text in simplified characters, each in its place; what the table does not know stays."""
    return text.translate(_SIMPLIFIED)


@lru_cache(maxsize=1024)
def both_scripts(pattern: str) -> str:
    """The regular expression with each simplified character widened to its traditional forms too.

    Inside a character class they join it; an end of a range stays as it is.
    """
    made: list[str] = []
    inside = escaped = False
    for at, character in enumerate(pattern):
        others = "" if escaped else TRADITIONAL.get(character, "")
        if others and inside:
            in_range = pattern[at + 1 : at + 2] == "-" or pattern[at - 1 : at] == "-"
            made.append(character if in_range else character + others)
        else:
            made.append(f"[{character}{others}]" if others else character)
        if not escaped and character == "[" and not inside:
            inside = True
        elif not escaped and character == "]" and inside and pattern[at - 1] not in "[^":
            inside = False
        escaped = character == "\\" and not escaped
    return "".join(made)


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile`` for a pattern that holds in both scripts."""
    return re.compile(both_scripts(pattern), flags)
