using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Facts = System.Collections.Immutable.ImmutableHashSet<Unravel.Analyzers.Flow.TaskFact>;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// What is known at the start of a lambda: what was known where it is made (a task does not become incomplete again),
/// and what the method that it is passed to promises.
/// </summary>
internal sealed class LambdaFacts(ConcurrencyKnowledge knowledge, CompletedExpressions expressions)
{
    public Facts AtStart(IFlowAnonymousFunctionOperation lambda, Facts facts)
    {
        var known = facts.ForgetShared();
        IOperation? outer = lambda.Parent;
        while (outer is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation)
        {
            outer = outer.Parent;
        }

        if (outer is not IArgumentOperation { Parent: IInvocationOperation call })
        {
            return known;
        }

        var first = lambda.Symbol.Parameters.FirstOrDefault();
        return call.TargetMethod.Name switch
        {
            "ContinueWith" when knowledge.Tasks.IsTask(call.TargetMethod.ContainingType) => AfterTask(call.Instance, first, known),
            "OnCompleted" or "UnsafeOnCompleted" when call.Instance is { } awaiter => expressions.Complete(awaiter, known),
            "ContinueWhenAll" when knowledge.Tasks.IsFactory(call.TargetMethod.ContainingType) => AfterAll(call.Arguments[0], first, known),
            "ContinueWhenAny" when knowledge.Tasks.IsFactory(call.TargetMethod.ContainingType) && first is not null
                => known.Complete(Place.OfSymbol(first)),
            _ => OverElements(call, first, known),
        };
    }

    private Facts AfterTask(IOperation? antecedent, IParameterSymbol? first, Facts facts)
    {
        if (antecedent is null)
        {
            return facts;
        }

        if (first is not null)
        {
            facts = facts.Complete(Place.OfSymbol(first));
            facts = expressions.GivesCompleted(antecedent, facts)
                ? facts.Add(new(TaskFactKind.GivesCompleted, Place.OfSymbol(first)))
                : facts;
        }

        return expressions.Complete(antecedent, facts);
    }

    private Facts AfterAll(IArgumentOperation tasks, IParameterSymbol? first, Facts facts)
    {
        facts = expressions.CompleteAll(tasks, facts);
        return first is null ? facts : facts.CompleteAll(Place.OfSymbol(first));
    }

    // tasks.Select(t => t.Result), after await Task.WhenAll(tasks)
    private Facts OverElements(IInvocationOperation call, IParameterSymbol? first, Facts facts)
    {
        if (first is null || !CollectionMethods.IsLibrary(call.TargetMethod) || call.Receiver() is not { } source)
        {
            return facts;
        }

        var element = Place.OfSymbol(first);
        if (CollectionPlaces.Of(source) is { } collection)
        {
            facts = facts.Union(facts.OfElement(element, collection));
        }

        return knowledge.Tasks.IsTaskOrDerived(first.Type) && CompletedExpressions.AreCompleted(source, facts)
            ? facts.Complete(element)
            : facts;
    }
}
