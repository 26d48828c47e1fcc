namespace Pathway.Functions.Programme;

/// <summary>Section <c>Keys</c>: a Key Vault reference in Azure. There is no default.</summary>
public sealed class KeyOptions
{
    public const string Section = "Keys";

    /// <summary>The base64 of 32 random bytes, for instance from <c>openssl rand -base64 32</c>.</summary>
    public string Root { get; set; } = "";
}
