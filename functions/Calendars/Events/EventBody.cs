using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Pathway.Functions.Activities;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources;

namespace Pathway.Functions.Calendars.Events;

/// <summary>
/// Our part of an event's body. Teams writes a block of its own into the same body, which must come back byte for byte, or the
/// meeting loses its link: so we replace what stands between our two marks and nothing else.
/// </summary>
internal static partial class EventBody
{
    private const string Begin = "<div id=\"pathway\">";
    private const string End = "<div id=\"pathway-end\"></div>";

    /// <summary>Empty when there is nothing to say.</summary>
    /// <param name="titles">What the resources are called; without, or where one is missing, its id stands for its title.</param>
    public static string Part(ActivityDefinition definition, ResourceLinks? links, IReadOnlyDictionary<ResourceId, string>? titles = null)
    {
        var text = new StringBuilder();
        foreach (var paragraph in definition.Description.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            text.Append("<p>").Append(Encode(paragraph).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</p>");
        if (definition.Employer.Length > 0)
            text.Append("<p>With ").Append(Encode(definition.Employer)).Append("</p>");
        if (links is not null && definition.Resources.Count > 0)
            text.Append("<p>Resources:</p><ul>").AppendJoin("", definition.Resources.Select(resource => Resource(links.Shared(resource, definition), titles?.GetValueOrDefault(resource) ?? resource.ToString()))).Append("</ul>");
        return Wrap(text.ToString());
    }

    private static string Resource(string link, string title) => $"<li><a href=\"{Encode(link)}\">{Encode(title)}</a></li>";

    public static string WithLink(string part, string joinUrl)
    {
        var inner = part.Length == 0 ? "" : part[Begin.Length..^(End.Length + "</div>".Length)];
        return Wrap($"{inner}<p><a href=\"{Encode(joinUrl)}\">Join the meeting in Teams</a></p>");
    }

    /// <summary>The fetched body with our part in place of the one before; at the start where there was none.</summary>
    public static string Splice(string fetched, string part)
    {
        if (Ours().Match(fetched) is { Success: true } ours)
            return string.Concat(fetched.AsSpan(0, ours.Index), part, fetched.AsSpan(ours.Index + ours.Length));
        var at = BodyTag().Match(fetched) is { Success: true } tag ? tag.Index + tag.Length : 0;
        return fetched.Insert(at, part);
    }

    private static string Wrap(string inner) => inner.Length == 0 ? "" : $"{Begin}{inner}</div>{End}";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    // The marks are found whatever quotes and attributes Exchange gives them.
    [GeneratedRegex("""<div[^>]*\bid=["']?pathway["']?[\s>].*?<div[^>]*\bid=["']?pathway-end["']?[^>]*>.*?</div>""", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Ours();

    [GeneratedRegex("<body[^>]*>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex BodyTag();
}
