using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports factories of GetOrAdd and AddOrUpdate that have effects, start tasks or open something.</summary>
public sealed class UNR5013RepeatedFactoryAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.RepeatedFactory);

    public UNR5013RepeatedFactoryAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.ConcurrentCollections.Dictionary is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        UnlockedReports.Register(
            context,
            knowledge.LockingCalls,
            static text => text.Has("OrAdd") || text.Has("OrUpdate"),
            operation => Check(operation, knowledge),
            OperationKind.Invocation);

    private static Diagnostic? Check(SeenOperation context, ConcurrencyKnowledge knowledge)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name is not ("GetOrAdd" or "AddOrUpdate")
            || !knowledge.ConcurrentCollections.IsDictionary(call.TargetMethod.ContainingType)
            || call.Instance?.Unwrapped() is ILocalReferenceOperation
            || Enclosing.MayBeUnderLock(call, knowledge.LockingCalls))
        {
            return null;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Value.Unwrapped() is IDelegateCreationOperation factory
                && EffectOf(factory, call.TargetMethod.ContainingType.TypeArguments[1], argument.Parameter, knowledge) is { } effect)
            {
                return Diagnostic.Create(s_descriptor, argument.Syntax.GetLocation(), call.TargetMethod.Name, effect);
            }
        }

        return null;
    }

    private static string? EffectOf(IDelegateCreationOperation factory, ITypeSymbol value, IParameterSymbol? parameter, ConcurrencyKnowledge knowledge)
    {
        if (factory.Target is IAnonymousFunctionOperation lambda && FactoryEffects.Of(lambda) is { } effect)
        {
            return effect;
        }

        // The updating factory gets a value that is there already.
        if (parameter?.Name is "updateValueFactory")
        {
            return null;
        }

        return knowledge.Tasks.IsTaskOrDerived(value) ? StartsTask(factory) ? "starts a task each time" : null
            : knowledge.ConcurrentCollections.HoldsResource(value) && MakesNew(factory) ? $"makes a '{value.Name}' that nobody disposes when it is not kept"
            : null;
    }

    // A completed task, or one that is taken from elsewhere, is no work done twice.
    private static bool StartsTask(IDelegateCreationOperation factory) =>
        factory.Target is not IAnonymousFunctionOperation lambda
        || lambda.Symbol.IsAsync
        || ReturnedValue(lambda) is IInvocationOperation { TargetMethod.Name: not ("FromResult" or "FromException" or "FromCanceled") };

    private static bool MakesNew(IDelegateCreationOperation factory) =>
        factory.Target is not IAnonymousFunctionOperation lambda || ReturnedValue(lambda) is IObjectCreationOperation or IInvocationOperation;

    private static IOperation? ReturnedValue(IAnonymousFunctionOperation lambda)
    {
        foreach (var operation in lambda.Body.Descendants())
        {
            if (operation is IReturnOperation { ReturnedValue: { } value } && Enclosing.Function(operation) == lambda)
            {
                var returned = value.Unwrapped();
                return returned is not ILocalReferenceOperation local ? returned
                    : lambda.Syntax.Span.Contains(local.Local.DeclaringSyntaxReferences[0].Span) ? LocalUses.Of(local).OnlyValue
                    : null; // made before, and once
            }
        }

        return null;
    }
}
