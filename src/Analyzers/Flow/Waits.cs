using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>How code waits for what it has started, as far as names and shapes show it.</summary>
internal static class Waits
{
    private static readonly HashSet<string> s_joins = new(StringComparer.Ordinal)
    {
        "Wait", "WaitAll", "Join", "GetResult", "WaitOne", "SignalAndWait", "WaitForExit", "RunSynchronously",
    };

    private static readonly HashSet<string> s_signals = new(StringComparer.Ordinal)
    {
        "CountdownEvent", "ManualResetEvent", "ManualResetEventSlim", "AutoResetEvent", "EventWaitHandle", "Barrier",
        "TaskCompletionSource", "Channel", "ChannelReader", "ChannelWriter", "BlockingCollection",
    };

    /// <summary>Whether a thread blocks here until something has ended or was signalled.</summary>
    public static bool IsJoin(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: var name } => s_joins.Contains(name),
        IPropertyReferenceOperation { Property.Name: "Result" } => true,
        _ => false,
    };

    /// <summary>The variable that an expression names, by itself or by an element of it.</summary>
    public static ISymbol? SymbolOf(IOperation? operation) => operation?.Unwrapped() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IArrayElementReferenceOperation element => SymbolOf(element.ArrayReference),
        IPropertyReferenceOperation { Arguments.Length: > 0 } indexer => SymbolOf(indexer.Instance),
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };

    public static bool IsSignal(ITypeSymbol? type) => type is not null && s_signals.Contains(type.Name);

    /// <summary>Whether a lambda runs where it is written, for every element of something.</summary>
    public static bool IsQuery(IAnonymousFunctionOperation lambda)
    {
        if (DelegateUses.Of(lambda).Kind is not (DelegateUseKind.Immediate or DelegateUseKind.Deferred))
        {
            return false;
        }

        IOperation? parent = lambda.Parent;
        while (parent is not (null or IInvocationOperation or IBlockOperation))
        {
            parent = parent.Parent;
        }

        return parent is IInvocationOperation { TargetMethod.Name: "Select" or "SelectMany" or "ForEach" or "ConvertAll" or "Where" };
    }
}
