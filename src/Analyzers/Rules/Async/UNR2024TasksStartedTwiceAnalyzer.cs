using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>A deferred query that starts a task per element is gone through a second time.</summary>
public sealed class UNR2024TasksStartedTwiceAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.TasksStartedTwice);

    public UNR2024TasksStartedTwiceAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.TaskOfT is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        if (context.Compilation.GetTypeByMetadataName("System.Linq.Enumerable") is not { } enumerable)
        {
            return;
        }

        var repeated = new RepeatedUses(operation => Enumerated(operation, knowledge.Tasks, enumerable));
        context.RegisterOperationAction(
            operation =>
            {
                if (operation.Operation.Variable() is not ILocalSymbol { Type: INamedTypeSymbol { Name: "IEnumerable", TypeArguments.Length: 1 } type } local
                    || !knowledge.Tasks.IsTaskOrDerived(type.TypeArguments[0]))
                {
                    return;
                }

                // The graph has no foreach, but the call that it is made of has the same syntax as its collection.
                if (UserOf(operation.Operation) is { } use
                    && repeated.Includes(use, operation.GetControlFlowGraph())
                    && StartsTasks(operation.Operation, local, enumerable))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, operation.Operation.Syntax.GetLocation(), local.Name));
                }
            },
            OperationKind.LocalReference);
    }

    private static IOperation? UserOf(IOperation reference)
    {
        var current = reference;
        while (current.Parent is IConversionOperation or IParenthesizedOperation)
        {
            current = current.Parent;
        }

        return current.Parent is IArgumentOperation argument ? argument : current;
    }

    /// <summary>The local whose elements an operation goes through.</summary>
    private static ISymbol? Enumerated(IOperation operation, TaskTypes tasks, INamedTypeSymbol enumerable) => operation switch
    {
        IArgumentOperation { Parent: IInvocationOperation call, Parameter.Ordinal: 0 } argument
            when (call.TargetMethod.Name is "WhenAll" or "WhenAny" or "WaitAll" or "WaitAny" && tasks.IsTask(call.TargetMethod.ContainingType))
                || SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, enumerable)
            => argument.Value.Variable(),
        IConversionOperation { Parent: IForEachLoopOperation loop } collection when loop.Collection == collection => collection.Variable(),
        ILocalReferenceOperation { Parent: IForEachLoopOperation loop } collection when loop.Collection == collection => collection.Local,
        ILocalReferenceOperation { Parent: IInvocationOperation { TargetMethod.Name: "GetEnumerator" } } instance => instance.Local,
        IConversionOperation { Parent: IInvocationOperation { TargetMethod.Name: "GetEnumerator" } } instance => instance.Variable(),
        _ => null,
    };

    /// <summary>The local is made once, by a Select whose lambda starts a task.</summary>
    private static bool StartsTasks(IOperation reference, ILocalSymbol local, INamedTypeSymbol enumerable)
    {
        var root = reference;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        IOperation? value = null;
        foreach (var operation in root.DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation { Initializer.Value: var made } declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
            {
                value = made;
            }
            else if (operation is IAssignmentOperation assignment && SymbolEqualityComparer.Default.Equals(assignment.Target.Variable(), local))
            {
                return false;
            }
        }

        return value?.Unwrapped() is IInvocationOperation { TargetMethod.Name: "Select", Arguments.Length: 2 } select
            && SymbolEqualityComparer.Default.Equals(select.TargetMethod.ContainingType, enumerable)
            && select.Arguments[1].Value.Unwrapped() is IDelegateCreationOperation { Target: var target }
            && Starts(target);
    }

    // A lambda that hands out a task that is there already (job => job.Completion) starts nothing.
    private static bool Starts(IOperation target) => target switch
    {
        IAnonymousFunctionOperation { Symbol.IsAsync: true } => true,
        IAnonymousFunctionOperation lambda => lambda.Body.OwnDescendants().OfType<IReturnOperation>()
            .Any(result => result.ReturnedValue?.Unwrapped() is IInvocationOperation call && call.TargetMethod.Name is not ("AsTask" or "FromResult")),
        IMethodReferenceOperation => true,
        _ => false,
    };
}
