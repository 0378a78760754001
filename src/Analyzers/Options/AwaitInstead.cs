using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Options;

/// <summary>
/// CA1849 of the SDK, which is off by default, and which waits it sees where it is on. What it does not see, such as
/// <c>GetAwaiter().GetResult()</c>, value tasks and events, stays ours.
/// </summary>
internal static class AwaitInstead
{
    public static bool Speaks(SeenOperation context) =>
        SdkRules.Speaks("CA1849", onByDefault: false, context.Operation.Syntax.SyntaxTree, context.Compilation, context.Options, context.CancellationToken);

    public static bool Sees(BlockingCall call) => call switch
    {
        { Kind: BlockingKind.Result, Operation: IPropertyReferenceOperation { Property.ContainingType.Name: "Task" } } => true,
        { Kind: BlockingKind.Wait, Operation: IInvocationOperation { TargetMethod.Parameters.IsEmpty: true } } => true,
        { Kind: BlockingKind.WaitAny, Operation: IInvocationOperation { TargetMethod.Parameters.Length: 1 } } => true,
        _ => false,
    };

    public static bool SeesSleep(IInvocationOperation call) =>
        call.TargetMethod.Parameters.Length == 1 && call.TargetMethod.Parameters[0].Type.SpecialType == SpecialType.System_Int32;

    public static bool SeesWait(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Wait", ContainingType.Name: "SemaphoreSlim", Parameters: var parameters }
        && parameters.All(parameter => parameter.Type.Name == "CancellationToken");
}
