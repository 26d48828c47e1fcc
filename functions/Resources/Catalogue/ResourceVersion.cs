using System.Text.Json.Serialization;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>One file of a resource. Once published it never changes.</summary>
/// <param name="Number">From 1 upwards, in the order the versions were asked for.</param>
/// <param name="Upload">A random word, or one derived from the caller's idempotency key: it tells a repeated request
/// from a new one, and names the blob uploaded to.</param>
/// <param name="ContentType">What the uploader said it is; once published, what it was found to be.</param>
public sealed record ResourceVersion(
    int Number, string Upload, string FileName, string ContentType, DateTimeOffset CreatedAt)
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
