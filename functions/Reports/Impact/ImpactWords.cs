using System.Globalization;
using NodaTime.Text;
using Pathway.Functions.Http;

namespace Pathway.Functions.Reports.Impact;

/// <summary>The words and the look of the printed report.</summary>
internal static class ImpactWords
{
    public const string Hidden = "hidden";

    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("d MMMM uuuu");

    public static string Count(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? Hidden;

    /// <summary>Hours and averages, always with one place: figures below each other are read against each other.</summary>
    public static string Decimal(double? value) => value?.ToString("N1", CultureInfo.InvariantCulture) ?? Hidden;

    public static string Percent(int? value) => value is null ? Hidden : $"{Count(value)}%";

    public static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    public static string Money(decimal? value, string currency)
    {
        var sign = currency switch { "GBP" => "£", "EUR" => "€", "USD" => "$", _ => currency + " " };
        return value is { } amount ? sign + amount.ToString("N2", CultureInfo.InvariantCulture) : Hidden;
    }

    public static string Period(string from, string to) =>
        $"{Day.Format(LocalDatePattern.Iso.Parse(from).Value)} to {Day.Format(LocalDatePattern.Iso.Parse(to).Value)}";

    /// <summary>A4 when printed, one column on a phone.</summary>
    public const string Sheet = DocumentStyle.Sheet + """
        @page { size: A4; margin: 16mm 14mm 18mm; }
        body { font-size: 15px; line-height: 1.45; }
        main { max-width: 860px; margin: 0 auto; background: var(--sheet); }
        header { padding: 28px 32px; background: var(--head); color: #fff; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        header p { margin: 0; }
        h1 { margin: 2px 0 4px; }
        h2 { margin: 0 0 8px; font-size: 18px; }
        section, footer { padding: 24px 32px 0; }
        .figures {
          display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr)); gap: 20px 24px;
          margin: 0; padding: 26px 32px 0; list-style: none;
        }
        .figures strong { display: block; font-size: 30px; line-height: 1.15; }
        .figures span { display: block; font-size: 13px; color: var(--soft); }
        th, td { padding: 6px 0 6px 10px; font-weight: 400; }
        th:first-child { padding-left: 0; }
        thead th { font-size: 13px; color: var(--soft); }
        .number { white-space: nowrap; }
        .total tbody tr:last-child > * { font-weight: 700; border-bottom: 0; }
        footer { padding-bottom: 28px; font-size: 13px; color: var(--soft); }
        footer p { margin: 0 0 6px; }
        @media (max-width: 560px) {
          header, section, footer, .figures { padding-left: 16px; padding-right: 16px; }
          thead th.number { white-space: normal; }
          th, td { padding-left: 6px; font-size: 13px; }
          thead th { font-size: 12px; }
        }
        @media print { main { max-width: none; } .figures li { break-inside: avoid; } }
        """;
}
