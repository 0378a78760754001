using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports changes of a collection that is the value of an AsyncLocal, without a lock.</summary>
public sealed class UNR5026MutableAmbientAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.MutableAmbient);

    public UNR5026MutableAmbientAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        if (context.Compilation.GetTypeByMetadataName("System.Threading.AsyncLocal`1") is { } ambient)
        {
            context.RegisterOperationAction(operation => Check(operation, ambient, knowledge), OperationKind.Invocation, OperationKind.SimpleAssignment);
        }
    }

    private static void Check(SeenOperation context, INamedTypeSymbol ambient, ConcurrencyKnowledge knowledge)
    {
        var owner = context.Operation switch
        {
            IInvocationOperation { Instance: { } instance, TargetMethod: var method } when IsChange(method) => instance,
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } } => instance,
            _ => null,
        };
        if (owner is null
            || ValueOf(owner) is not { Instance: { } variable } value
            || !SymbolEqualityComparer.Default.Equals(value.Property.ContainingType.OriginalDefinition, ambient)
            || !IsMutable(value.Property.Type)
            || Enclosing.MayBeUnderLock(context.Operation, knowledge.LockingCalls))
        {
            return;
        }

        var change = context.Operation is IInvocationOperation call ? call.TargetMethod.Name : "the assignment";
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor, context.Operation.Syntax.GetLocation(), change, CallText.Receiver(variable.Unwrapped()) ?? "AsyncLocal"));
    }

    // _items.Value.Add(x), _items.Value?.Add(x), and a local that holds the value
    private static IPropertyReferenceOperation? ValueOf(IOperation owner)
    {
        var value = owner.Unwrapped();
        if (value is IConditionalAccessInstanceOperation)
        {
            for (var current = value.Parent; current is not null; current = current.Parent)
            {
                if (current is IConditionalAccessOperation access && access.Operation.Syntax == value.Syntax)
                {
                    value = access.Operation.Unwrapped();
                    break;
                }
            }
        }

        return value as IPropertyReferenceOperation is { Property.Name: "Value" } property ? property : null;
    }

    private static bool IsChange(IMethodSymbol method) =>
        CollectionMethods.IsAddition(method) || CollectionMethods.IsRemoval(method)
        || (method.Name is "Pop" or "Dequeue" or "TryPop" or "TryDequeue" or "Append" or "AppendLine" or "Sort" or "Reverse" && CollectionMethods.IsLibrary(method));

    private static bool IsMutable(ITypeSymbol type) =>
        type is IArrayTypeSymbol
        || (type.ContainingNamespace?.ToDisplayString() is "System.Collections.Generic" or "System.Collections" or "System.Collections.ObjectModel" or "System.Text"
            && !type.Name.StartsWith("IReadOnly", StringComparison.Ordinal));
}
