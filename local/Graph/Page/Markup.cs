using System.Globalization;
using System.Net;

namespace Pathway.GraphSimulator.Page;

/// <summary>HTML that is safe to write out: whatever was put into its holes has been encoded.</summary>
internal sealed record Markup(string Html)
{
    public static readonly Markup None = new("");

    /// <summary>Encodes every hole that is not markup itself; a sequence of markup is joined.</summary>
    public static Markup From(FormattableString text) =>
        new(string.Format(CultureInfo.InvariantCulture, text.Format, [.. text.GetArguments().Select(Encode)]));

    public static Markup When(bool condition, FormattableString text) => condition ? From(text) : None;

    public override string ToString() => Html;

    private static object Encode(object? hole) => hole switch
    {
        Markup markup => markup.Html,
        IEnumerable<Markup> several => string.Concat(several.Select(markup => markup.Html)),
        _ => WebUtility.HtmlEncode(Convert.ToString(hole, CultureInfo.InvariantCulture)) ?? "",
    };
}
