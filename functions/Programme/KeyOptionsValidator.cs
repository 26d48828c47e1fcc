using Microsoft.Extensions.Options;

namespace Pathway.Functions.Programme;

/// <summary>Refuses to start without a usable root key, and never shows what it was given.</summary>
public sealed class KeyOptionsValidator : IValidateOptions<KeyOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyOptions options)
    {
        if (string.IsNullOrEmpty(options.Root))
            return ValidateOptionsResult.Fail(
                "Keys__Root is missing: set it to the base64 of 32 random bytes (openssl rand -base64 32), "
                + "in Azure as a Key Vault reference.");
        if (!IsKey(options.Root))
            return ValidateOptionsResult.Fail("Keys__Root is not the base64 of exactly 32 bytes.");
        if (options.Previous.Length > 0 && !IsKey(options.Previous))
            return ValidateOptionsResult.Fail("Keys__Previous is not the base64 of exactly 32 bytes.");
        return options.Kept.Length == 0
            || IsOpenedBy(options.Kept, options.Root)
            || IsOpenedBy(options.Kept, options.Previous)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Keys__Kept was sealed under another root key than Keys__Root and Keys__Previous.");
    }

    private static bool IsOpenedBy(string kept, string root) =>
        root.Length > 0 && KeptKey.Open(kept, Convert.FromBase64String(root)) is not null;

    private static bool IsKey(string text) =>
        Convert.TryFromBase64String(text, new byte[Keyring.KeyLength + 1], out var length)
            && length == Keyring.KeyLength;
}
