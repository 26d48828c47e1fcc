using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Mailboxes;

/// <summary>The addresses of attendees and recipients, and which of them Exchange refuses.</summary>
internal static class Addresses
{
    /// <summary>Per event, and per message over To, Cc and Bcc.</summary>
    public const int Most = 500;

    private const string RefusedDomain = "@invalid.example";

    public static Recipient Read(JsonNode? node)
    {
        var address = (node as JsonObject)?["emailAddress"] as JsonObject;
        var text = address?["address"].Text()?.Trim() ?? "";
        return new Recipient(text, address?["name"].Text() is { Length: > 0 } name ? name : text);
    }

    public static JsonObject Render(string address, string name) =>
        new() { ["emailAddress"] = new JsonObject { ["name"] = name, ["address"] = address } };

    public static void Check(IReadOnlyCollection<string> addresses, SimulatorModes modes)
    {
        if (addresses.Count > Most)
            throw new GraphErrorException(
                400, "ErrorTooManyRecipients", $"The number of recipients exceeds the limit of {Most}.");

        var refused = addresses.Where(address => IsRefused(address, modes)).ToList();
        if (refused.Count == 0)
            return;

        var named = modes.NameRejectedAddresses
            ? $", {string.Join(", ", refused.Select(address => $"Recipient '{address}' isn't resolved."))} "
                + "All recipients must be resolved before a message can be submitted."
            : "";
        throw new GraphErrorException(400, "ErrorInvalidRecipients", $"At least one recipient isn't valid.{named}");
    }

    private static bool IsRefused(string address, SimulatorModes modes)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at <= 0
            || at == address.Length - 1
            || address.LastIndexOf('@') != at
            || address.Any(letter => char.IsWhiteSpace(letter) || letter is ',' or ';')
            || address.EndsWith(RefusedDomain, StringComparison.OrdinalIgnoreCase)
            || modes.RejectAddresses.Contains(address, StringComparer.OrdinalIgnoreCase);
    }
}
