using Microsoft.AspNetCore.Components;

namespace Pathway.Functions.Digests.Mail;

/// <summary>
/// The styles every mail client reads are inline; the sheet only adds what the better ones can do: narrow screens and
/// the dark mode. Colours have a contrast of at least 4.5 to 1 in both.
/// </summary>
internal static class MailStyle
{
    /// <summary>
    /// Outlook on Windows knows no max-width: it gets a table of a fixed width around the fluid one, which nobody
    /// else sees.
    /// </summary>
    public static readonly MarkupString OutlookOpens = new(
        """<!--[if mso]><table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0">"""
        + "<tr><td><![endif]-->");
    public static readonly MarkupString OutlookCloses = new("<!--[if mso]></td></tr></table><![endif]-->");

    public const string Font = "font-family:'Segoe UI',Arial,Helvetica,sans-serif";
    public const string Page = "margin:0;padding:0;background:#edf3f2;" + Font;
    public const string Paper = "width:100%;max-width:640px;background:#ffffff;" + Font;
    public const string Head = "padding:24px 28px;background:#0b4f52";
    public const string Notice = "padding:12px 28px;background:#fff4d6;font-size:14px;line-height:20px;color:#5c3d00";
    public const string Foot = "padding:24px 28px 26px;font-size:13px;line-height:19px;color:#4f6468";
    public const string Figure = "padding:0 12px 8px 0";
    public const string Text = "margin:4px 0 0;font-size:15px;line-height:21px;color:#4f6468";
    public const string Date = "width:64px;padding:6px 0;background:#e3f1ef;color:#0b4f52";
    public const string Link = "color:#0b6b66;font-weight:700;text-decoration:underline";
    public const string Warning = "padding:10px 14px;background:#fff4d6;border-left:4px solid #b45309;color:#5c3d00";
    public const string ColumnHead = "padding:0 0 6px 8px;font-size:13px;line-height:17px;font-weight:400;"
        + "color:#4f6468;border-bottom:1px solid #cfdcda";
    public const string Cell = "padding:8px 0 8px 8px;font-size:15px;line-height:20px;font-weight:400;"
        + "color:#12343b;border-bottom:1px solid #e3eceb";

    public const string Sheet = """
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        th.rule:first-child { padding-left: 0 !important; }
        @media (max-width: 480px) {
          .pad { padding-left: 16px !important; padding-right: 16px !important; }
          .figure { display: block !important; width: auto !important; padding: 0 0 10px !important; }
        }
        @media (prefers-color-scheme: dark) {
          .page { background: #0d1718 !important; }
          .sheet { background: #152426 !important; }
          .head { background: #0a3f42 !important; }
          .ink { color: #eaf3f2 !important; }
          .soft, .foot { color: #a9bfbf !important; }
          .rule { border-color: #2c4245 !important; }
          .link { color: #6fd6cb !important; }
          .date { background: #1d3a3c !important; color: #c9ece8 !important; }
          .bar { background: #2ba99d !important; }
          .rail { background: #274043 !important; }
          .warn, .notice { background: #3d2f10 !important; color: #ffe2a8 !important; border-color: #e0a030 !important; }
          .flag { color: #ffb27a !important; }
        }
        """;
}
