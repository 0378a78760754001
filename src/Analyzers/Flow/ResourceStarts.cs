using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>Scopes whose last act is to start a task that uses the resource of the scope, and that nobody waits for.</summary>
internal static class ResourceStarts
{
    // Disposing them ends nothing, or their users are told.
    private static readonly HashSet<string> s_harmless = new(StringComparer.Ordinal)
    {
        "MemoryStream", "StringReader", "StringWriter", "CancellationTokenSource", "CancellationTokenRegistration", "Task", "Activity", "IDisposable",
    };

    /// <summary>The resources of a using statement or declaration with the calls that start such a task.</summary>
    public static IEnumerable<(IVariableDeclaratorOperation Resource, IInvocationOperation Start)> Of(IOperation operation, TaskTypes tasks)
    {
        var (group, scope) = operation switch
        {
            IUsingOperation { Resources: IVariableDeclarationGroupOperation resources } block => (resources, block.Body),
            IUsingDeclarationOperation { Parent: IBlockOperation block } declaration => (declaration.DeclarationGroup, block),
            _ => (null, null),
        };
        if (group is null || scope is null)
        {
            yield break;
        }

        foreach (var declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
        {
            if (!s_harmless.Contains(declarator.Symbol.Type.Name) && EndsWithStart(scope, declarator.Symbol, tasks) is { } start)
            {
                yield return (declarator, start);
            }
        }
    }

    /// <summary>Whether the call is such a start.</summary>
    public static bool IsOne(IInvocationOperation call, TaskTypes tasks)
    {
        for (var current = call.Parent; current is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); current = current.Parent)
        {
            if ((current is IUsingOperation && Starts(current))
                || (current is IBlockOperation block && block.Operations.Any(statement => statement is IUsingDeclarationOperation && Starts(statement))))
            {
                return true;
            }
        }

        return false;

        bool Starts(IOperation resources) => Of(resources, tasks).Any(pair => pair.Start == call);
    }

    /// <summary>The call that starts a task with the resource, when nothing in the scope could wait for it after that.</summary>
    private static IInvocationOperation? EndsWithStart(IOperation scope, ISymbol resource, TaskTypes tasks)
    {
        IInvocationOperation? start = null;
        foreach (var operation in scope.OwnDescendants())
        {
            if (operation is IInvocationOperation call)
            {
                if (start is not null && start.Syntax.Span.Contains(call.Syntax.Span))
                {
                    continue; // an argument of the start
                }

                start = IsStart(call, resource, tasks) ? call : null; // any later call may wait
            }
            else if (operation is IAwaitOperation or ILockOperation or ILoopOperation)
            {
                start = null;
            }
        }

        return start is not null && !IsInLoop(start, scope) ? start : null;
    }

    private static bool IsStart(IInvocationOperation call, ISymbol resource, TaskTypes tasks) =>
        tasks.IsTaskOrDerived(call.Type) && call.IsDropped() && call.Mentions(resource);

    private static bool IsInLoop(IOperation operation, IOperation scope)
    {
        for (var current = operation.Parent; current is not null && current != scope; current = current.Parent)
        {
            if (current is ILoopOperation)
            {
                return true;
            }
        }

        return false;
    }
}
