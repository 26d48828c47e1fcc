namespace Pathway.Functions.Programme;

/// <summary>Section <c>Keys</c>: a Key Vault reference in Azure. There is no default.</summary>
public sealed class KeyOptions
{
    public const string Section = "Keys";

    /// <summary>The base64 of 32 random bytes, for instance from <c>openssl rand -base64 32</c>.</summary>
    public string Root { get; set; } = "";

    /// <summary>While the root is replaced: the one before, in the same form.</summary>
    public string Previous { get; set; } = "";

    /// <summary>Once it was replaced, for ever: <see cref="KeptKey"/>, as the manager is told. It is no secret.</summary>
    public string Kept { get; set; } = "";
}
