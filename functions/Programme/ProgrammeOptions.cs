using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Pathway.Functions.Programme;

/// <summary>Section <c>Programme</c>: what the programme is called and where it is reached.</summary>
public sealed class ProgrammeOptions
{
    public const string Section = "Programme";

    [Required]
    public string Name { get; set; } = "Digital Health Pathway";

    /// <summary>The public address of this app, without a trailing slash: links in mails and feeds start with it.</summary>
    [Required]
    [Url]
    public string BaseUrl { get; set; } = "";

    /// <summary>How 10/02/2027 is read where a spreadsheet does not show it: as 2 October with true, else as 10 February.</summary>
    public bool MonthsFirst { get; set; }
}

/// <summary>Section <c>Keys</c>: a Key Vault reference in Azure. There is no default.</summary>
public sealed class KeyOptions
{
    public const string Section = "Keys";

    /// <summary>The base64 of 32 random bytes, for instance from <c>openssl rand -base64 32</c>.</summary>
    public string Root { get; set; } = "";
}

[OptionsValidator]
public sealed partial class ProgrammeOptionsValidator : IValidateOptions<ProgrammeOptions>;

/// <summary>Refuses to start without a usable root key, and never shows what it was given.</summary>
public sealed class KeyOptionsValidator : IValidateOptions<KeyOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyOptions options)
    {
        var bytes = new byte[Keyring.KeyLength + 1];
        if (string.IsNullOrEmpty(options.Root))
            return ValidateOptionsResult.Fail("Keys__Root is missing: set it to the base64 of 32 random bytes (openssl rand -base64 32), in Azure as a Key Vault reference.");
        return Convert.TryFromBase64String(options.Root, bytes, out var length) && length == Keyring.KeyLength
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Keys__Root is not the base64 of exactly 32 bytes.");
    }
}
