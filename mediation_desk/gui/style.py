"""The style sheet, made from the theme's tokens."""

from PySide6.QtWidgets import QApplication

from mediation_desk.gui.theme import BADGES, Theme


def dress(theme: Theme) -> None:
    """Give the whole program the theme's letters and colours."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.setFont(theme.font())
        application.setPalette(theme.palette())


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of the whole window."""
    return _frame(theme) + _inputs(theme) + _lists(theme) + _case(theme)


def _frame(theme: Theme) -> str:
    """Return the rules of the frame: sidebar, cards, badges, stages."""
    c, px = theme.colours, theme.px
    return f"""
QWidget {{ color: {c["text"]}; }}
#sidebar {{ background: {c["side"]}; }}
#sidebar QLabel {{ color: {c["on_side"]}; background: transparent; }}
#nav {{ background: {c["side"]}; border: none; outline: 0; color: {c["on_side"]}; }}
#nav::item {{ height: {px(44)}px; padding-left: {px(10)}px; margin: {px(2)}px {px(10)}px;
    border-radius: {px(8)}px; color: {c["on_side"]}; }}
#nav::item:selected {{ background: {c["side_chosen"]}; color: {c["on_side_chosen"]}; }}
#card {{ background: {c["surface"]}; border: 1px solid {c["line"]};
    border-radius: {px(10)}px; }}
#tile {{ background: {c["surface"]}; border: 1px solid {c["line"]};
    border-radius: {px(10)}px; text-align: left; }}
#tile:hover {{ border-color: {c["accent"]}; }}
#tile:focus {{ border: 2px solid {c["focus"]}; }}
#line {{ background: {c["stripe"]}; border: 1px solid {c["line"]}; border-radius: {px(8)}px; }}
#day_cell {{ background: {c["surface"]}; border: 1px solid {c["line"]};
    border-radius: {px(6)}px; }}
#day_cell[today="true"] {{ border: 2px solid {c["accent"]}; }}
#agenda_item {{ background: {c["stripe"]}; border: 1px solid {c["line"]}; text-align: left;
    border-radius: {px(4)}px; padding: {px(2)}px {px(4)}px; }}
#agenda_item:focus {{ border: 2px solid {c["focus"]}; }}
#muted {{ color: {c["muted"]}; }}
#field_label {{ color: {c["muted"]}; }}
#warn {{ color: {c["warn"]}; }}
#fault {{ color: {c["danger"]}; }}
#demo {{ background: {c["bad_ground"]}; color: {c["danger"]}; padding: {px(4)}px; }}
#bar[kind="good"] {{ background: {c["good_ground"]}; color: {c["good"]}; }}
#bar[kind="bad"] {{ background: {c["bad_ground"]}; color: {c["danger"]}; }}
#bar[kind="warn"] {{ background: {c["warn_ground"]}; color: {c["warn"]}; }}
#bar {{ border-radius: {px(6)}px; padding: {px(8)}px {px(12)}px; }}
#stage[state="done"] {{ background: {c["chosen"]}; color: {c["on_chosen"]}; }}
#stage[state="now"] {{ background: {c["accent"]}; color: {c["on_accent"]}; {theme.bold} }}
#stage[state="next"] {{ background: {c["calm_ground"]}; color: {c["muted"]}; }}
#stage {{ border-radius: {px(5)}px; padding: {px(5)}px {px(10)}px; }}
"""


def _case(theme: Theme) -> str:
    """Return the rules of what shows one case: badge, moves, long texts, lines of a form."""
    c, px = theme.colours, theme.px
    badges = "".join(
        f'#badge[state="{state}"] {{ color: {c[ink]}; background: {c[ground]}; }}\n'
        for state, (ink, ground) in BADGES.items()
    )
    return f"""
{badges}
#badge {{ border-radius: {px(13)}px; padding: {px(3)}px {px(12)}px; }}
#warn {{ color: {c["warn"]}; }}
#standing[kind="danger"], #muted[kind="danger"] {{ color: {c["danger"]}; }}
#muted[kind="warn"] {{ color: {c["warn"]}; }}
#viewer {{ background: {c["calm_ground"]}; border-radius: {px(6)}px; }}
#standing[kind="muted"] {{ color: {c["muted"]}; }}
QPushButton[greyed="true"] {{ color: {c["muted"]}; background: {c["calm_ground"]};
    border-color: {c["line"]}; }}
QPushButton:checked {{ background: {c["chosen"]}; color: {c["on_chosen"]}; }}
QPlainTextEdit#reading {{ border: none; background: transparent; padding: 0; min-height: 0; }}
QPlainTextEdit#reading:focus {{ border: 1px solid {c["accent"]}; }}
#line {{ background: {c["stripe"]}; border: 1px solid {c["line"]}; border-radius: {px(8)}px; }}
"""


def _inputs(theme: Theme) -> str:
    """Return the rules of inputs and buttons."""
    c, px = theme.colours, theme.px
    return f"""
QLineEdit, QComboBox, QPlainTextEdit {{ background: {c["surface"]};
    border: 1px solid {c["edge"]}; border-radius: {px(6)}px; padding: 0 {px(8)}px;
    min-height: {px(34)}px; selection-background-color: {c["accent"]}; }}
QPlainTextEdit {{ padding: {px(4)}px {px(6)}px; }}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus {{ border: 2px solid {c["accent"]}; }}
QLineEdit[fault="true"], QPlainTextEdit[fault="true"] {{ border: 2px solid {c["danger"]}; }}
QComboBox::drop-down {{ border: none; width: {px(26)}px; }}
QComboBox::down-arrow {{ width: 0; height: 0; border-left: {px(5)}px solid {c["surface"]};
    border-right: {px(5)}px solid {c["surface"]}; border-top: {px(6)}px solid {c["muted"]};
    margin-right: {px(8)}px; }}
QComboBox QAbstractItemView {{ background: {c["surface"]}; border: 1px solid {c["edge"]};
    selection-background-color: {c["chosen"]}; selection-color: {c["on_chosen"]}; }}
#offer {{ background: {c["surface"]}; border: 1px solid {c["edge"]}; outline: 0;
    selection-background-color: {c["chosen"]}; selection-color: {c["on_chosen"]}; }}
#offer::item {{ min-height: {px(32)}px; padding: 0 {px(8)}px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(18)}px; height: {px(18)}px; }}
QCheckBox {{ min-height: {px(34)}px; spacing: {px(8)}px; }}
QPushButton {{ background: {c["surface"]}; border: 1px solid {c["edge"]};
    border-radius: {px(6)}px; min-height: {px(34)}px; padding: 0 {px(14)}px; }}
#link, QPushButton[quiet="true"] {{ border: none; background: transparent; padding: 0;
    color: {c["accent"]}; text-align: left; min-height: {px(26)}px; }}
#link:hover, QPushButton[quiet="true"]:hover {{ background: {c["chosen"]}; }}
#link:focus, QPushButton[quiet="true"]:focus {{ border: 2px solid {c["focus"]}; }}
QPushButton[quiet="true"]:disabled {{ background: transparent; color: {c["muted"]}; }}
QPushButton[quiet="true"] {{ padding: 0 {px(8)}px; text-align: center; }}
#offer_strip {{ background: {c["warn_ground"]}; border-radius: {px(6)}px; }}
QPushButton:hover {{ background: {c["chosen"]}; }}
QPushButton:focus {{ border: 2px solid {c["focus"]}; }}
QPushButton:disabled {{ color: {c["muted"]}; background: {c["calm_ground"]}; }}
QPushButton[primary="true"] {{ background: {c["accent"]}; color: {c["on_accent"]};
    border: 1px solid {c["accent"]}; {theme.bold} }}
QPushButton[primary="true"]:hover {{ background: {c["accent_deep"]}; }}
QPushButton[primary="true"]:disabled {{ background: {c["calm_ground"]}; color: {c["muted"]};
    border-color: {c["line"]}; }}
"""


def _lists(theme: Theme) -> str:
    """Return the rules of lists, tabs and scroll bars."""
    c, px = theme.colours, theme.px
    # A case's tabs fit a display of 1366 pixels at every text size.
    tab_edge = 9 if theme.scale <= 1.75 else 6
    return f"""
QTableView {{ background: {c["surface"]}; border: none; gridline-color: {c["line"]};
    alternate-background-color: {c["stripe"]}; selection-background-color: {c["chosen"]};
    selection-color: {c["on_chosen"]}; outline: 0; }}
QTableView::item {{ padding: 0 {px(8)}px; }}
QTableCornerButton::section {{ background: {c["surface"]}; border: none; }}
QHeaderView, QHeaderView::section {{ background: {c["surface"]}; }}
QHeaderView::section {{ color: {c["muted"]}; border: none;
    border-bottom: 1px solid {c["line"]}; padding: {px(6)}px {px(8)}px; }}
QHeaderView::section:horizontal {{ {theme.bold} }}
QTabBar::tab {{ padding: {px(8)}px {tab_edge}px; color: {c["muted"]};
    border-bottom: {px(3)}px solid transparent; background: transparent; }}
QTabBar::tab:selected {{ color: {c["accent"]}; border-bottom-color: {c["accent"]}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {c["line"]}; }}
QScrollArea {{ border: none; background: transparent; }}
#scrolled {{ background: transparent; }}
QScrollBar:vertical {{ width: {px(13)}px; background: transparent; margin: 0; }}
QScrollBar:horizontal {{ height: {px(13)}px; background: transparent; margin: 0; }}
QScrollBar::handle {{ background: #9AA7B5; border-radius: {px(5)}px; margin: {px(2)}px;
    min-height: {px(32)}px; min-width: {px(32)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QStatusBar {{ background: {c["surface"]}; border-top: 1px solid {c["line"]}; }}
QStatusBar QLabel {{ color: {c["muted"]}; padding: {px(3)}px {px(8)}px; }}
QStatusBar::item {{ border: none; }}
QToolTip {{ background: {c["text"]}; color: {c["surface"]}; border: none; padding: {px(4)}px; }}
"""
