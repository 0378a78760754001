using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>
/// Reports double-checked locking that lacks the second check, that publishes before it is done, or that publishes by a flag
/// or by a value. That of a reference without volatile is right on .NET and silent.
/// </summary>
public sealed class UNR4022DoubleCheckedLockingAnalyzer : RuleAnalyzer
{
    /// <summary>The property that tells the fix what is wrong.</summary>
    internal const string Fault = "fault";

    internal const string NoSecondCheck = "check";
    internal const string Unordered = "volatile";

    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.DoubleCheckedLocking);

    public UNR4022DoubleCheckedLockingAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(operation => Check(operation, knowledge.LockingCalls), OperationKind.Conditional);

    private static void Check(SeenOperation context, LockingCalls calls)
    {
        if (DoubleChecks.At((IConditionalOperation)context.Operation) is not { } check
            || Enclosing.Locks(check.Check).Any()
            || IsTeardown(context.ContainingSymbol)
            || WriteOf(check) is not { } write)
        {
            return;
        }

        if (!IsCheckedAgain(check, write))
        {
            Report(check.Check.Condition, NoSecondCheck, $"and not again under the lock: a thread that waited for '{check.Lock.LockedValue.Syntax.InWords()}' does the work a second time");
        }
        else if (WrittenAfter(check, write) is { } late)
        {
            Report(write, "", $"and set here before the work is done (line {late.Syntax.Line()}): others go on with what is half made");
        }
        else if (!check.Field.IsVolatile && check.Field.Type.IsValueType && Unsafe(check, write) is { } why)
        {
            Report(check.Check.Condition, Unordered, why);
        }

        void Report(IOperation at, string fault, string what) => context.ReportDiagnostic(Diagnostic.Create(
            Descriptor, at.Syntax.GetLocation(), ImmutableDictionary<string, string?>.Empty.Add(Fault, fault), check.Field.Name, what));
    }

    private static bool IsTeardown(ISymbol member) => member.Name.StartsWith("Dispose", StringComparison.Ordinal) || member is IMethodSymbol { MethodKind: MethodKind.Destructor };

    // The first write of a value that the check would let through. Setting it back is another thing.
    private static ISimpleAssignmentOperation? WriteOf(DoubleCheck check)
    {
        foreach (var operation in check.Lock.Body.OwnDescendants())
        {
            if (operation is ISimpleAssignmentOperation assignment && DoubleChecks.Refers(assignment.Target, check))
            {
                return assignment.Value.Unwrapped().ConstantValue is { HasValue: true, Value: null or false or 0 } ? null : assignment;
            }
        }

        return null;
    }

    // Any look at the field, and any condition before the write, may be the second check.
    private static bool IsCheckedAgain(DoubleCheck check, IOperation write)
    {
        foreach (var operation in check.Lock.Body.OwnDescendants())
        {
            if (operation.Syntax.SpanStart >= write.Syntax.Span.End)
            {
                break;
            }

            if (operation is IConditionalOperation or ISwitchOperation or ICoalesceOperation or ILoopOperation or ITryOperation
                || (DoubleChecks.Refers(operation, check) && !(write is ISimpleAssignmentOperation { Target: var target } && target == operation)))
            {
                return true;
            }
        }

        return false;
    }

    // What is done in the same block after the value is set, and belongs to it.
    private static IOperation? WrittenAfter(DoubleCheck check, ISimpleAssignmentOperation write)
    {
        if (write.Parent is not IExpressionStatementOperation { Parent: IBlockOperation block } statement)
        {
            return null;
        }

        for (var index = block.Operations.IndexOf(statement) + 1; index < block.Operations.Length; index++)
        {
            var later = block.Operations[index];
            if (later is IExpressionStatementOperation { Operation: var operation } && (check.Field.Type.IsValueType ? WritesState(operation) : Completes(operation, check)))
            {
                return later;
            }
        }

        return null;
    }

    // s_instance.Name = name; s_instance.Items.Add(x); s_map[key] = value;
    private static bool Completes(IOperation operation, DoubleCheck check) => operation switch
    {
        IAssignmentOperation { Target: IMemberReferenceOperation { Instance: { } owner } } => Mentions(owner, check),
        IInvocationOperation { Instance: { } owner } call => Mentions(owner, check) && IsFilling(call.TargetMethod),
        _ => false,
    };

    private static bool IsFilling(IMethodSymbol method) =>
        CollectionMethods.IsAddition(method) || method.Name.StartsWith("Init", StringComparison.Ordinal) || method.Name.StartsWith("Load", StringComparison.Ordinal);

    private static bool Mentions(IOperation operation, DoubleCheck check) =>
        operation.Unwrapped() switch
        {
            IFieldReferenceOperation reference when DoubleChecks.Refers(reference, check) => true,
            IMemberReferenceOperation { Instance: { } owner } => Mentions(owner, check),
            _ => false,
        };

    private static bool WritesState(IOperation operation) =>
        operation is ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field: var field } target, Value: var value }
        && (target.Instance is null || target.Instance.Unwrapped() is IInstanceReferenceOperation)
        && !field.IsVolatile
        && !(value.ConstantValue is { HasValue: true, Value: null });

    private static string? Unsafe(DoubleCheck check, IOperation write)
    {
        if (!IsOneStep(check.Field.Type))
        {
            return "but its type is not written in one step: another thread can see a part of it";
        }

        foreach (var operation in check.Lock.Body.OwnDescendants())
        {
            if (operation.Syntax.SpanStart < write.Syntax.SpanStart && WritesState(operation) && operation != write)
            {
                return "but it is not volatile: a thread that sees it set may still see the old value of what it stands for";
            }
        }

        return null;
    }

    private static bool IsOneStep(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double and not SpecialType.System_Decimal
            or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;
}
