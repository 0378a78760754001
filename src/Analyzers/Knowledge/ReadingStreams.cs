using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Files that are opened for reading only, so that there is nothing to write when they are closed.</summary>
internal static class ReadingStreams
{
    private const int Read = 1; // FileAccess.Read

    /// <summary>Whether the value is such a stream by the call that makes it; a local counts by its initializer.</summary>
    public static bool IsOne(IOperation? value) => value?.Unwrapped() switch
    {
        IInvocationOperation { TargetMethod: { Name: "OpenRead", ContainingType.Name: "File" or "FileInfo" } } => true,
        IInvocationOperation { TargetMethod: { Name: "Open", ContainingType.Name: "File" or "FileInfo" } } call => SaysRead(call.Arguments),
        IObjectCreationOperation { Type.Name: "FileStream" } made => SaysRead(made.Arguments),
        ILocalReferenceOperation local => IsOne(Initializer(local)),
        _ => false,
    };

    private static bool SaysRead(IEnumerable<IArgumentOperation> arguments) =>
        arguments.Any(argument => argument.Parameter?.Type.Name == "FileAccess" && argument.Value.ConstantValue is { HasValue: true, Value: Read });

    private static IOperation? Initializer(ILocalReferenceOperation local)
    {
        foreach (var declaration in local.Local.DeclaringSyntaxReferences)
        {
            return (local.SemanticModel?.GetOperation(declaration.GetSyntax()) as IVariableDeclaratorOperation)?.GetVariableInitializer()?.Value;
        }

        return null;
    }
}
