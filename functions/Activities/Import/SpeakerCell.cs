using System.Text.RegularExpressions;
using Pathway.Functions.Activities.Speakers;

namespace Pathway.Functions.Activities.Import;

/// <summary>
/// A speaker as mail programs write one, the organisation behind:
/// <c>Dr Amara Nwosu &lt;amara.nwosu@trust.example.org&gt; Northern Trust</c>.
/// </summary>
internal static partial class SpeakerCell
{
    public static SpeakerRequest Read(string text) => Form().Match(text) is { Success: true } form
        ? new SpeakerRequest(
            form.Groups["name"].Value.Trim(' ', '"'),
            form.Groups["email"].Value.Trim(),
            form.Groups["rest"].Value.Trim(' ', ',', '(', ')'))
        : new SpeakerRequest(text, null, null);

    [GeneratedRegex("^(?<name>[^<>]*)<(?<email>[^<>]*)>(?<rest>[^<>]*)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
