using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>An entity group transaction was refused, and nothing of it was done.</summary>
public sealed class TableTransactionFailedException : RequestFailedException
{
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(requestFailedException.Status, requestFailedException.Message, requestFailedException.ErrorCode, requestFailedException.InnerException)
    {
        foreach (var key in requestFailedException.Data.Keys)
            Data.Add(key, requestFailedException.Data[key]);

        if (Data[TableErrors.FailedEntity] is string text && int.TryParse(text, CultureInfo.InvariantCulture, out var index))
            FailedTransactionActionIndex = index;
    }

    /// <summary>The position of the action that the service refused; null when it named none.</summary>
    public int? FailedTransactionActionIndex { get; }
}
