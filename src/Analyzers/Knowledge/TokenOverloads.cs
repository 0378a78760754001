using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Knowledge;

/// <summary>How a call could be given a token.</summary>
/// <param name="Parameter">The optional parameter that was left out, or the last parameter of another overload.</param>
/// <param name="Given">The argument that says <c>default</c>; null when there is no argument.</param>
internal sealed record TokenSlot(IParameterSymbol Parameter, IArgumentOperation? Given);

/// <summary>Finds the place for a token in a call that has none.</summary>
internal sealed class TokenOverloads(CancellationTypes cancellation, TaskTypes tasks)
{
    /// <summary>Null when the call has a token, has no place for one, or is of a kind whose token means something else.</summary>
    public TokenSlot? Find(IInvocationOperation call, ISymbol member)
    {
        var method = call.TargetMethod;
        if (IsOfAnotherKind(method) || call.Arguments.Any(argument => cancellation.IsLiveToken(argument.Value)))
        {
            return null;
        }

        foreach (var argument in call.Arguments)
        {
            if (cancellation.IsToken(argument.Parameter?.Type))
            {
                return argument.ArgumentKind == ArgumentKind.DefaultValue ? new TokenSlot(argument.Parameter!, null)
                    : argument.Value is IDefaultValueOperation || (argument.Value is IConversionOperation { Operand: IDefaultValueOperation }) ? new TokenSlot(argument.Parameter!, argument)
                    : null; // None is meant
            }
        }

        foreach (var candidate in method.ContainingType.GetMembers(method.Name))
        {
            if (candidate is IMethodSymbol overload && IsOverloadWithToken(overload, method, call) && !SymbolEqualityComparer.Default.Equals(overload, member))
            {
                return new TokenSlot(overload.Parameters[overload.Parameters.Length - 1], null);
            }
        }

        return null;
    }

    /// <summary>Starting and combining tasks, completing sources, waiting for signals: their token is not that of the work.</summary>
    private bool IsOfAnotherKind(IMethodSymbol method) =>
        (tasks.IsTask(method.ContainingType) && method.Name is not "Delay")
        || tasks.IsFactory(method.ContainingType)
        || tasks.IsSource(method.ContainingType)
        || cancellation.IsSource(method.ContainingType)
        || cancellation.IsToken(method.ContainingType)
        || method.Name is "Wait" or "WithCancellation" or "GetAsyncEnumerator"
        || CleanupCode.IsName(method.Name);

    private bool IsOverloadWithToken(IMethodSymbol overload, IMethodSymbol method, IInvocationOperation call)
    {
        var count = method.Parameters.Length;
        if (overload.Parameters.Length != count + 1
            || overload.IsStatic != method.IsStatic
            || overload.TypeParameters.Length != method.TypeParameters.Length
            || !cancellation.IsToken(overload.Parameters[count].Type)
            || overload.DeclaredAccessibility < method.DeclaredAccessibility
            || (count > 0 && method.Parameters[count - 1].IsParams)
            || overload.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute"))
        {
            return false;
        }

        var same = overload.TypeParameters.Length == 0 ? overload : overload.Construct(method.TypeArguments.ToArray());
        for (var i = 0; i < count; i++)
        {
            if (!SymbolEqualityComparer.Default.Equals(same.Parameters[i].Type, method.Parameters[i].Type) || same.Parameters[i].RefKind != method.Parameters[i].RefKind)
            {
                return false;
            }
        }

        // A task of another kind is as good where it is awaited at once.
        return SymbolEqualityComparer.Default.Equals(same.ReturnType, method.ReturnType)
            || (call.Parent is IAwaitOperation && tasks.IsTask(same.ReturnType) && tasks.IsTask(method.ReturnType)
                && SymbolEqualityComparer.Default.Equals(Result(same.ReturnType), Result(method.ReturnType)));
    }

    private static ITypeSymbol? Result(ITypeSymbol task) => task is INamedTypeSymbol { TypeArguments.Length: 1 } generic ? generic.TypeArguments[0] : null;
}
