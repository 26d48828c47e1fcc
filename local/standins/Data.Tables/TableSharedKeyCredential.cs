using System.Security.Cryptography;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>An account and one of its keys, in base64.</summary>
public sealed class TableSharedKeyCredential(string accountName, string accountKey)
{
    private readonly byte[] key = Convert.FromBase64String(accountKey);

    public string AccountName { get; } = accountName;

    internal string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}
