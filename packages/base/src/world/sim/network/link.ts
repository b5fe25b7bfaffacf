// The conditions between two simulated nodes, in one direction.

export interface LinkConditions {
  /** Each piece of data takes a time drawn from these. */
  delayMsMin: number;
  delayMsMax: number;
  /** Nothing gets through. What is under way waits, as TCP would send it again once it is over. */
  blocked: boolean;
  /** New connections are refused. */
  refusing: boolean;
  /** How often a read brings only a part of what is there, cut at any byte. */
  cutChance: number;
}

/** A quick local network, whose reads are cut now and then. */
export const defaultConditions: Readonly<LinkConditions> = {
  delayMsMin: 0.05,
  delayMsMax: 0.5,
  blocked: false,
  refusing: false,
  cutChance: 0.1,
};
