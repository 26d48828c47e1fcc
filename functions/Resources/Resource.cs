using System.Text.Json.Serialization;
using Azure;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources;

/// <summary>What the programme manager says of a resource.</summary>
public sealed record ResourceDefinition
{
    public required string Title { get; init; }

    /// <summary>The manager's own word for what it is: slides, worksheet, video.</summary>
    public required string Kind { get; init; }

    public string Summary { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The activity it belongs to. An activity may also name resources itself; both ways count.</summary>
    public ActivityId? Activity { get; init; }

    /// <summary>The school year it is made for, 1 to 14; null for all.</summary>
    public int? YearGroup { get; init; }

    /// <summary>Its addresses in the colleges' learning platforms: a fact about one of them is about this resource.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}

/// <summary>Where a version is on its way to the colleges, and with it the resource.</summary>
public enum ResourceState
{
    /// <summary>Its file is awaited.</summary>
    Uploading,

    /// <summary>Its file is there and is being looked at.</summary>
    Checking,

    /// <summary>Its file is there for good.</summary>
    Published,

    /// <summary>Its file never came or was not taken; the reason says why.</summary>
    Refused,

    /// <summary>It was taken back and is not to be had any more, published or not.</summary>
    Withdrawn,
}

/// <summary>One file of a resource. Once published it never changes.</summary>
/// <param name="Number">From 1 upwards, in the order the versions were asked for.</param>
/// <param name="Upload">A random word, or one derived from the caller's idempotency key: it tells a repeated request from a new one, and names the blob uploaded to.</param>
/// <param name="ContentType">What the uploader said it is; once published, what it was found to be.</param>
public sealed record ResourceVersion(int Number, string Upload, string FileName, string ContentType, DateTimeOffset CreatedAt)
{
    public ResourceState State { get; init; } = ResourceState.Uploading;

    /// <summary>When its file was said to be complete.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When its state was last decided: published, refused or withdrawn.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was refused, as a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>Neither published nor refused yet, nor taken back.</summary>
    [JsonIgnore]
    public bool IsAwaited => State is ResourceState.Uploading or ResourceState.Checking;

    /// <summary>In bytes, once published.</summary>
    public long? Size { get; init; }

    /// <summary>Lower-case hexadecimal, once published; the name of the blob.</summary>
    public string? Sha256 { get; init; }
}

/// <summary>A resource with all its versions, oldest first. There is always at least one.</summary>
public sealed record Resource(ResourceId Id, ResourceDefinition Definition, IReadOnlyList<ResourceVersion> Versions, DateTimeOffset CreatedAt)
{
    /// <summary>Rises with each change the manager makes; the ETag of the management API.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>Set when all of it was taken back, for good: there will be no further version.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    public ETag ETag { get; init; }

    /// <summary>The version a link leads to; null while there is none to be had.</summary>
    public ResourceVersion? Current => Versions.LastOrDefault(version => version.State == ResourceState.Published);

    public ResourceState State => WithdrawnAt is not null ? ResourceState.Withdrawn : Current?.State ?? Versions[^1].State;

    /// <summary>What "newest first" goes by: when the current version was published, or else when the resource was made.</summary>
    public DateTimeOffset NewAt => Current?.DecidedAt ?? CreatedAt;

    public ResourceVersion? Version(int number) => Versions.FirstOrDefault(version => version.Number == number);

    /// <summary>The resource with one version replaced by its next state.</summary>
    public Resource With(ResourceVersion next) =>
        this with { Versions = [.. Versions.Select(version => version.Number == next.Number ? next : version)] };
}
