using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Import;
using Pathway.Functions.Activities.Speakers;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources;

namespace Pathway.Functions.Calendars.Events;

/// <summary>
/// Our part of an event's body. Teams writes a block of its own into the same body, which must come back byte for byte, or the
/// meeting loses its link: so we replace what stands between our two marks and nothing else.
/// </summary>
internal static partial class EventBody
{
    // Twice, for Exchange is free to rewrite HTML: an id may go where a class stays.
    private const string Begin = "<div id=\"pathway\" class=\"pathway\">";
    private const string End = "<div id=\"pathway-end\" class=\"pathway-end\"></div>";

    /// <summary>Empty when there is nothing to say.</summary>
    /// <param name="definition">The activity.</param>
    /// <param name="links">Makes the links to its resources; null for none.</param>
    /// <param name="titles">What the resources are called; without, or where one is missing, its id stands for its
    /// title.</param>
    /// <param name="hasEntries">Whether milestones are entries of their own; else their dates stand here.</param>
    public static string Part(
        ActivityDefinition definition,
        ResourceLinks? links,
        IReadOnlyDictionary<ResourceId, string>? titles = null,
        bool hasEntries = true)
    {
        var text = new StringBuilder();
        var paragraphs = definition.Description.ReplaceLineEndings("\n")
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var paragraph in paragraphs)
            text.Append("<p>").Append(Encode(paragraph).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</p>");
        if (definition.Employer.Length > 0)
            text.Append("<p>With ").Append(Encode(definition.Employer)).Append("</p>");
        if (definition.Speakers.Count > 0)
            text.Append("<p>").Append(Encode(SpeakerWords.Line(definition.Speakers))).Append("</p>");
        if (!hasEntries && definition.Milestones.Count > 0)
        {
            var dates = definition.Milestones.OrderBy(milestone => milestone.Date)
                .ThenBy(milestone => milestone.Time)
                .Select(milestone => $"<li>{Encode(PlanWords.For(milestone))}</li>");
            text.Append("<p>Dates:</p><ul>").AppendJoin("", dates).Append("</ul>");
        }

        if (links is not null && definition.Resources.Count > 0)
        {
            var items = definition.Resources.Select(resource =>
                Resource(links.Shared(resource, definition), titles?.GetValueOrDefault(resource) ?? resource.ToString()));
            text.Append("<p>Resources:</p><ul>").AppendJoin("", items).Append("</ul>");
        }

        return Wrap(text.ToString());
    }

    private static string Resource(string link, string title) =>
        $"<li><a href=\"{Encode(link)}\">{Encode(title)}</a></li>";

    public static string WithLink(string part, string joinUrl)
    {
        var inner = part.Length == 0 ? "" : part[Begin.Length..^(End.Length + "</div>".Length)];
        return Wrap($"{inner}<p><a href=\"{Encode(joinUrl)}\">Join the meeting in Teams</a></p>");
    }

    /// <summary>
    /// The fetched body with our part in place of the one before; at the start where there was none. Null when there
    /// should be one and its marks are gone: then nobody knows what is ours, and writing it once more would say
    /// everything twice.
    /// </summary>
    public static string? Splice(string fetched, string part, bool hasPart)
    {
        if (Ours().Match(fetched) is { Success: true } ours)
            return string.Concat(fetched.AsSpan(0, ours.Index), part, fetched.AsSpan(ours.Index + ours.Length));
        if (hasPart)
            return null;
        var at = BodyTag().Match(fetched) is { Success: true } tag ? tag.Index + tag.Length : 0;
        return fetched.Insert(at, part);
    }

    private static string Wrap(string inner) => inner.Length == 0 ? "" : $"{Begin}{inner}</div>{End}";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    // The marks are found whatever quotes and attributes Exchange gives them, and with the prefix it gives to names of others.
    [GeneratedRegex(
        """<div[^>]*\b(id|class)=["']?(x_)?pathway["']?[\s>].*?<div[^>]*\b(id|class)=["']?(x_)?pathway-end["']?[^>]*>.*?</div>""",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Ours();

    [GeneratedRegex("<body[^>]*>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex BodyTag();
}
