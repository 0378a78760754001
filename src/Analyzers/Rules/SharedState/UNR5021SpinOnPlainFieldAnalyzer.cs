using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>
/// Reports loops that only another thread can end, by a write to a field that the compiler may read once: nothing in the
/// loop calls, waits, leaves, or changes what the condition asks.
/// </summary>
public sealed class UNR5021SpinOnPlainFieldAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.SpinOnPlainField);

    public UNR5021SpinOnPlainFieldAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(Check, OperationKind.Loop);

    private static void Check(SeenOperation context)
    {
        var loop = (ILoopOperation)context.Operation;
        if ((loop is IWhileLoopOperation { Condition: { } test } ? test : loop is IForLoopOperation { Condition: { } other } ? other : null) is not { } condition
            || FieldOf(condition) is not { } field
            || !IsSpin(loop, condition))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(Descriptor, field.Syntax.GetLocation(), field.Field.Name));
    }

    // The first field that another thread can change.
    private static IFieldReferenceOperation? FieldOf(IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
        {
            if (operation is IFieldReferenceOperation { Field: { IsReadOnly: false, IsConst: false, IsVolatile: false } field } reference
                && !IsPartOfField(reference)
                && field.RefKind == RefKind.None
                && (reference.Instance is null || reference.Instance.Unwrapped() is IInstanceReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation))
            {
                return reference;
            }
        }

        return null;
    }

    private static bool IsPartOfField(IFieldReferenceOperation reference) => reference.Parent is IMemberReferenceOperation;

    private static bool IsSpin(ILoopOperation loop, IOperation condition)
    {
        var asked = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in condition.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IFieldReferenceOperation { Field: var field }:
                    asked.Add(field);
                    break;
                case ILocalReferenceOperation { Local: var local }:
                    asked.Add(local);
                    break;
                case IParameterReferenceOperation { Parameter: var parameter }:
                    asked.Add(parameter);
                    break;
            }

            if (!IsPure(operation))
            {
                return false;
            }
        }

        foreach (var operation in loop.OwnDescendants())
        {
            if (operation is ILocalReferenceOperation or IFieldReferenceOperation or IParameterReferenceOperation)
            {
                var symbol = operation switch
                {
                    ILocalReferenceOperation local => (ISymbol)local.Local,
                    IFieldReferenceOperation field => field.Field,
                    _ => ((IParameterReferenceOperation)operation).Parameter,
                };
                if (operation is IFieldReferenceOperation { Field.IsVolatile: true } || (asked.Contains(symbol) && Accesses.Writes(operation)))
                {
                    return false;
                }
            }
            else if (!IsPure(operation))
            {
                return false;
            }
        }

        return true;
    }

    // A call, an allocation or a wait makes the compiler read the field again; a way out ends the loop in another way.
    private static bool IsPure(IOperation operation) => operation is
        IBlockOperation or IEmptyOperation or IExpressionStatementOperation or ILiteralOperation or IInstanceReferenceOperation
        or ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
        or IConversionOperation { OperatorMethod: null } or IParenthesizedOperation
        or IUnaryOperation { OperatorMethod: null } or IBinaryOperation { OperatorMethod: null }
        or IIsPatternOperation or IPatternOperation or IDefaultValueOperation
        or IIncrementOrDecrementOperation { OperatorMethod: null } or ISimpleAssignmentOperation or ICompoundAssignmentOperation { OperatorMethod: null }
        or IVariableDeclarationGroupOperation or IVariableDeclarationOperation or IVariableDeclaratorOperation or IVariableInitializerOperation;
}
