using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Retry, transport, diagnostics and policies of a client, as in every Azure client.</summary>
public sealed class TableClientOptions : ClientOptions
{
    /// <summary>
    /// What a client uses that is given no options. As in the package, only then are filters logged in clear; the address of a
    /// row, and so its keys, always is. Bodies and authorization are not logged.
    /// </summary>
    internal static TableClientOptions WhenNoneGiven => new()
    {
        Diagnostics =
        {
            LoggedHeaderNames = { "x-ms-request-id", "DataServiceVersion" },
            LoggedQueryParameters = { "api-version", "$format", "$filter", "$top", "$select" },
        },
    };
}
