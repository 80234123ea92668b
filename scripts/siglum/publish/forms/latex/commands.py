"""The commands of a file: what LaTeX is told of them, and which of their arguments are words of the reading."""

from __future__ import annotations

from string import Template

ARGUMENTS = {
    "textit": "w", "textbf": "w", "textsc": "w", "textsuperscript": "w", "textsubscript": "w", "uline": "w",
    "sout": "w", "spaced": "w", "foreignlanguage": "-w", "edtext": "w-", "marked": "w--", "footnoteA": "-",
    "footnoteB": "-", "href": "-w", "hyperlink": "-w", "hypertarget": "--", "named": "---w", "apart": "-",
    "headed": "--w", "speaker": "w", "indented": "-", "placed": "-",
    "pstart": "", "headingstart": "", "pend": "", "stanza": "", "&": "",
    "newline": "-", "page": "-", "cellends": "-",
}  # fmt: skip
"""Of each command that may stand in a text its arguments in braces, in order: w for words of the reading, - for
none."""
LINES = frozenset(("pstart", "headingstart", "pend", "stanza", "&", "newline", "cellends", "headed", "speaker"))
"""Commands at which a line ends, as it does at the sign & between two verses."""

PREAMBLE = Template(r"""% Compile it with lualatex, three times; with makeindex for the indexes.
\documentclass[11pt]{book}
\usepackage{fontspec}
\usepackage[$direction]{babel}
$languages
\usepackage[normalem]{ulem}
\usepackage{alphalph}
\usepackage{imakeidx}
$indexes
\usepackage[series={A,B},noend,noeledsec]{reledmac}
\usepackage{hyperref}
\hypersetup{hidelinks,unicode,pdftitle={$title}}
\firstlinenum{5}
\linenumincrement{5}
\renewcommand*{\thefootnoteB}{\alphalph{\value{footnoteB}}}
\setstanzaindents{2,2}
\setcounter{stanzaindentsrepetition}{1}
% what is no word of the reading
\newcommand{\apart}[1]{#1}
% a note of the text: its call, the number in that, the note
\newcommand{\marked}[3]{\setcounter{footnoteA}{\numexpr#2-1\relax}\footnoteA{#3}}
% a name: which index, how it is sorted there, what stands there, the words
\newcommand{\named}[4]{\index[#1]{#2@#3}#4}
% a heading: its level, what the contents have, if anything, the words
\newcommand{\headed}[3]{\noindent\if\relax\detokenize{#2}\relax\else\listed{#1}{#2}\fi
  {\ifcase#1 \LARGE\or\Large\or\large\else\normalsize\fi\bfseries #3}}
\newcommand{\listed}[2]{\addcontentsline{toc}{\ifcase#1 chapter\or chapter\or section\else subsection\fi}{#2}}
\newcommand{\headingstart}{\pstart[\bigskip]}
\newcommand{\speaker}[1]{\noindent\textsc{#1}}
\newcommand{\indented}[1]{\advance\leftskip by #1\relax}
\newcommand{\placed}[1]{\noindent\csname #1\endcsname}
\newcommand{\spaced}[1]{{\addfontfeatures{LetterSpace=12.0}#1}}
\newcommand{\andsign}{\symbol{38}}
% where a page of the source begins
\newcommand{\page}[1]{\textsuperscript{\textbar #1}}
\newcommand{\cellends}[1]{\quad}
""")
