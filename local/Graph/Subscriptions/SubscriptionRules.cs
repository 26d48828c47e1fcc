using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Subscriptions;

/// <summary>What a subscription may say (https://learn.microsoft.com/graph/api/resources/subscription).</summary>
internal static partial class SubscriptionRules
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10080);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(45);
    private static readonly string[] Kinds = ["created", "updated", "deleted"];

    public static GraphErrorException Invalid(string message) => new(400, "InvalidRequest", message);

    public static string Required(JsonObject sent, string name) =>
        sent[name]?.GetValue<string>() is { Length: > 0 } value
            ? value
            : throw Invalid($"Subscription must contain the '{name}' property.");

    /// <summary>The user of <c>users/{id}/events</c>.</summary>
    public static string UserOf(string resource)
    {
        var match = Events().Match(resource);
        return match.Success
            ? match.Groups["user"].Value
            : throw GraphErrorException.NotModelled($"subscriptions to '{resource}', only to users/{{id}}/events");
    }

    public static string ChangeType(string given) =>
        given.Split(',', StringSplitOptions.TrimEntries)
            .All(kind => Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase))
            ? given
            : throw Invalid($"The changeType '{given}' is not supported.");

    /// <summary>At most 10,080 minutes ahead; less than 45 become 45.</summary>
    public static DateTimeOffset Expiry(string given, DateTimeOffset now)
    {
        if (!DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires))
            throw Invalid("The expirationDateTime is not a date and time.");
        if (expires <= now)
            throw Invalid("Subscription expiration cannot be in the past.");
        if (expires - now > Longest)
            throw Invalid($"Subscription expiration can only be {Longest.TotalMinutes} minutes in the future.");
        return expires - now < Shortest ? now + Shortest : expires;
    }

    public static string? ClientState(JsonObject sent) => sent["clientState"].Text() switch
    {
        { Length: > 128 } => throw Invalid("The clientState exceeds the maximum length of 128 characters."),
        var state => state,
    };

    /// <summary>HTTPS, or plain HTTP on this machine, which is all that a simulator can be told from.</summary>
    public static string Url(string given) =>
        Uri.TryCreate(given, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            ? given
            : throw Invalid("The notification URL must be an absolute HTTPS URL.");

    [GeneratedRegex(
        @"^/?users(/|\(')(?<user>[^/']+)('\))?(/calendar)?/events$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Events();
}
