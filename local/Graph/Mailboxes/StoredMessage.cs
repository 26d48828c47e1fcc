using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Pathway.GraphSimulator.Mailboxes;

internal enum Folder : byte
{
    Drafts = 1,
    SentItems = 2,
    DeletedItems = 3,
    Inbox = 4,
}

/// <summary>One message of a mailbox: a draft, or what was sent.</summary>
internal sealed class StoredMessage
{
    public required long Number { get; init; }

    public required Folder Folder { get; set; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Modified { get; set; }

    public required long Change { get; set; }

    public DateTimeOffset? Sent { get; set; }

    /// <summary>Until then the sent message is in no folder: between Drafts and Sent Items.</summary>
    public DateTimeOffset? VisibleFrom { get; set; }

    /// <summary>Null is the mailbox itself.</summary>
    public Recipient? From { get; init; }

    public required MessageContent Content { get; set; }

    [JsonIgnore]
    public bool IsDraft => Sent is null;
}

internal sealed record MessageContent
{
    /// <summary>The properties without rules of their own, by their Graph names. Never changed in place.</summary>
    public required JsonObject Plain { get; init; }

    public string Body { get; init; } = Html.Document("");

    public ImmutableList<Recipient> To { get; init; } = [];

    public ImmutableList<Recipient> Cc { get; init; } = [];

    public ImmutableList<Recipient> Bcc { get; init; } = [];

    public ImmutableList<Recipient> ReplyTo { get; init; } = [];

    public ImmutableList<InternetHeader> InternetHeaders { get; init; } = [];

    public ImmutableSortedDictionary<string, string> ExtendedProperties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [JsonIgnore]
    public string Subject => Plain["subject"]!.GetValue<string>();

    [JsonIgnore]
    public IEnumerable<Recipient> Recipients => To.Concat(Cc).Concat(Bcc);
}

internal sealed record Recipient(string Address, string Name);

internal sealed record InternetHeader(string Name, string Value);
