using Pathway.LocalHost.Worker.Rpc;

namespace Pathway.LocalHost.Worker;

/// <summary>What a function threw in its worker, with the stack it had there.</summary>
internal sealed class FunctionFailedException(RpcException failure)
    : Exception(failure.Type.Length == 0 ? failure.Message : $"{failure.Type}: {failure.Message}")
{
    public override string ToString() =>
        failure.StackTrace.Length == 0 ? Message : $"{Message}{Environment.NewLine}{failure.StackTrace}";
}
