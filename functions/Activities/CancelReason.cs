using Microsoft.AspNetCore.Http;
using Pathway.Functions.Http;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Activities;

/// <summary>Why an activity does not take place, in the manager's words; everybody who was invited reads it.</summary>
public static class CancelReason
{
    /// <summary>In characters.</summary>
    public const int Longest = 500;

    /// <summary>From <c>?reason=</c>: what a DELETE carries in its body has no meaning, and proxies drop it.</summary>
    public static string Read(HttpRequest request, out IReadOnlyList<Fault> faults) => Read(request.Query["reason"].ToString(), out faults);

    /// <summary>One paragraph, as a mail's text has it. Empty for none.</summary>
    public static string Read(string? text, out IReadOnlyList<Fault> faults)
    {
        var reason = string.Join(' ', VisibleText.Line(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        faults = reason.Length > Longest ? [new Fault("/reason", $"has more than {Longest} characters.")] : [];
        return reason;
    }
}
