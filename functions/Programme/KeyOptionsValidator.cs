using Microsoft.Extensions.Options;

namespace Pathway.Functions.Programme;

/// <summary>Refuses to start without a usable root key, and never shows what it was given.</summary>
public sealed class KeyOptionsValidator : IValidateOptions<KeyOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyOptions options)
    {
        var bytes = new byte[Keyring.KeyLength + 1];
        if (string.IsNullOrEmpty(options.Root))
            return ValidateOptionsResult.Fail(
                "Keys__Root is missing: set it to the base64 of 32 random bytes (openssl rand -base64 32), "
                + "in Azure as a Key Vault reference.");
        return Convert.TryFromBase64String(options.Root, bytes, out var length) && length == Keyring.KeyLength
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Keys__Root is not the base64 of exactly 32 bytes.");
    }
}
